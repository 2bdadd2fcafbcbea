extension Noun {
  /// Something to be done for a context, and what became of it.
  package struct Action: NamedPayload, Equatable {
    package static let typeName = "Action"
    package static let fields = [
      "id": "Its id.",
      "number":
        "What people call it: 1, 2, 3, … in the order in which its context's actions were made, never given twice.",
      "contextId": "The context it belongs to.",
      "type": "What sort of work it is.",
      "payload": "What is to be done, in the client's own words.",
      "status": "How far it is.",
      "result": "What came of it, in the words of who ended it; null until then.",
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

/// What sort of work an action is. Closed: another one comes with a version of the daemon and a
/// migration of the database.
package enum ActionType: String, Codable, CaseIterable, Sendable {
  case cloneTemplate = "clone_template"
  case configureTooling = "configure_tooling"
  case modifyFiles = "modify_files"
  case deploy
}

/// How far an action is: pending → running → completed or failed; pending → failed is declining it.
package enum ActionStatus: String, Codable, CaseIterable, Sendable {
  case pending, running, completed, failed

  package var isEnd: Bool { self == .completed || self == .failed }
}

/// The answer of the methods that make, show or change one action.
package struct ActionResult: Payload, Equatable {
  package static let fields = ["action": "The action as it is now."]

  package let action: Noun.Action

  package init(_ action: Noun.Action) {
    self.action = action
  }
}

/// An ended action beside what came of it.
package struct ActionOutcome: NamedPayload, Equatable {
  package static let typeName = "ActionOutcome"
  package static let fields = [
    "action": "The action.",
    "result": "What came of it; null when nothing was said.",
  ]

  package let action: Noun.Action
  package let result: FreeObject?

  package init(_ action: Noun.Action) {
    self.action = action
    result = action.result
  }
}
