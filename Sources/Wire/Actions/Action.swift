extension Noun {
  /// A piece of work for a context, and its result.
  package struct Action: NamedPayload, Equatable {
    package static let typeName = "Action"
    package static let fields = [
      "id": "Its id.",
      "number":
        "The number that people use for it: 1, 2, 3, … in the order in which its context's actions were made, never reused.",
      "contextId": "The context it belongs to.",
      "type": "The kind of work.",
      "payload": "What is to be done: a JSON object of the client's own.",
      "status": "Its status.",
      "result":
        "The result: a JSON object from the client that ended it; null until then, and if that client gave none.",
      "createdAt": "When it was made.",
      "updatedAt": "When it last changed.",
      "startedAt": "When it began to run; null if it never did.",
      "endedAt": "When it completed or failed.",
    ]

    package let id: ActionID
    package let number: Int
    package let contextId: ContextID
    package let type: ActionType
    package let payload: FreeObject
    package var status: ActionStatus
    package var result: FreeObject?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var startedAt: Timestamp?
    package var endedAt: Timestamp?

    package init(
      id: ActionID, number: Int, contextId: ContextID, type: ActionType, payload: FreeObject,
      status: ActionStatus = .pending, result: FreeObject? = nil, createdAt: Timestamp,
      updatedAt: Timestamp, startedAt: Timestamp? = nil, endedAt: Timestamp? = nil
    ) {
      self.id = id
      self.number = number
      self.contextId = contextId
      self.type = type
      self.payload = payload
      self.status = status
      self.result = result
      self.createdAt = createdAt
      self.updatedAt = updatedAt
      self.startedAt = startedAt
      self.endedAt = endedAt
    }
  }
}

/// The kind of work of an action. The list is closed: a new kind needs a new version of the daemon
/// and a migration of the database.
package enum ActionType: String, Codable, CaseIterable, Sendable {
  case cloneTemplate = "clone_template"
  case configureTooling = "configure_tooling"
  case modifyFiles = "modify_files"
  case deploy
}

/// The status of an action: pending → running → completed or failed; pending → failed declines it.
package enum ActionStatus: String, Codable, CaseIterable, Sendable {
  case pending, running, completed, failed

  package var isEnd: Bool { self == .completed || self == .failed }
}

/// The result of the methods that create, show or change one action.
package struct ActionResult: Payload, Equatable {
  package static let fields = ["action": "The action as it is now."]

  package let action: Noun.Action

  package init(_ action: Noun.Action) {
    self.action = action
  }
}

/// An ended action with its result.
package struct ActionOutcome: NamedPayload, Equatable {
  package static let typeName = "ActionOutcome"
  package static let fields = [
    "action": "The action.",
    "result": "Its result; null when none was given.",
  ]

  package let action: Noun.Action
  package let result: FreeObject?

  package init(_ action: Noun.Action) {
    self.action = action
    result = action.result
  }
}
