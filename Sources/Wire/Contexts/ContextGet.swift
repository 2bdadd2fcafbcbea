/// `context/get`
package enum ContextGet: Method {
  package typealias Runs = Scan
  package static let name = "context/get"
  package static let summary =
    "Show one context, also a deleted one, with what belongs to it as of one moment."
  package static let details = """
    Whatever is asked for in one call is read in one transaction, all of it: no write is half seen. \
    Messages and actions come oldest first, previews newest first. More than 8 MiB is limit: \
    message/list, action/list and preview/list read the same in pages.
    """
  package static let faults: [Fault.Kind] = [.notFound, .limit]

  package struct Params: Payload {
    package static let fields = [
      "contextId": "The context to show; this or number.",
      "number": "Its number, in place of the id.",
      "include": "What to show with it; nothing unless given.",
    ]

    package var contextId: ContextID?
    package var number: PositiveCount?
    package var include: [ContextPart]?

    package init(contextId: ContextID, include: [ContextPart]? = nil) {
      self.contextId = contextId
      self.include = include
    }

    package init(number: PositiveCount, include: [ContextPart]? = nil) {
      self.number = number
      self.include = include
    }

    package func which() throws(Fault) -> Which<Noun.Context> {
      try Which(id: contextId, number: number)
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "context": "The context.",
      "messages": "Its thread's messages in order; null unless asked for.",
      "actions": "Its actions, the oldest first; null unless asked for.",
      "previews": "Its previews, the newest first; null unless asked for.",
    ]

    package let context: Noun.Context
    package var messages: [Noun.Message]?
    package var actions: [Noun.Action]?
    package var previews: [Noun.Preview]?

    package init(
      context: Noun.Context, messages: [Noun.Message]? = nil, actions: [Noun.Action]? = nil,
      previews: [Noun.Preview]? = nil
    ) {
      self.context = context
      self.messages = messages
      self.actions = actions
      self.previews = previews
    }
  }

  package static let example = Example<ContextGet>(
    Params(contextId: Noun.Context.example.id, include: [.actions, .previews]),
    Result(context: .example, actions: [.example], previews: [.example]))
}

/// What a context can be shown with.
package enum ContextPart: String, Codable, CaseIterable, Sendable {
  case messages, actions, previews
}
