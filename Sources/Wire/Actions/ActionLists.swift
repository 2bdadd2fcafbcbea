/// `action/list`
package enum ActionList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Action>
  package static let name = "action/list"
  package static let summary = "List a context's actions, the oldest first."
  package static let details = "With status pending: the work that no client has started."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "contextId": "The context to read.",
      "status": "Only those with this status.",
      "type": "Only work of this kind.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
    ]

    package var contextId: ContextID
    package var status: ActionStatus?
    package var type: ActionType?
    package var limit: PageLimit?
    package var cursor: Cursor?

    package init(
      contextId: ContextID, status: ActionStatus? = nil, type: ActionType? = nil,
      limit: PageLimit? = nil, cursor: Cursor? = nil
    ) {
      self.contextId = contextId
      self.status = status
      self.type = type
      self.limit = limit
      self.cursor = cursor
    }
  }

  package static let example = Example<ActionList>(
    Params(contextId: Noun.Context.example.id, status: .pending), Page([Noun.Action.example]))
}

/// `action/results`
package enum ActionResults: Method {
  package typealias Runs = Read
  package typealias Result = Page<ActionOutcome>
  package static let name = "action/results"
  package static let summary =
    "List a context's ended actions with their results, the oldest first."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "contextId": "The context to read.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
    ]

    package var contextId: ContextID
    package var limit: PageLimit?
    package var cursor: Cursor?

    package init(contextId: ContextID, limit: PageLimit? = nil, cursor: Cursor? = nil) {
      self.contextId = contextId
      self.limit = limit
      self.cursor = cursor
    }
  }

  package static let example = Example<ActionResults>(
    Params(contextId: Noun.Context.example.id), Page([ActionOutcome(.exampleCompleted)]))
}
