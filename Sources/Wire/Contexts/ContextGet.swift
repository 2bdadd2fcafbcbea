/// `context/get`
package enum ContextGet: Method {
  package typealias Runs = Scan
  package static let name = "context/get"
  package static let summary =
    "Show one context, even a deleted one, with its parts, in one consistent snapshot."
  package static let details = """
    Everything that one call asks for is read in one transaction, so no write is seen half done. \
    Messages and actions come oldest first, previews newest first. An answer of more than 8 MiB is \
    refused with limit: message/list, action/list and preview/list read the same in pages.
    """
  package static let faults: [Fault.Kind] = [.notFound, .limit]

  package struct Params: Payload {
    package static let fields = [
      "contextId": "The context to show; this or number.",
      "number": "Its number, instead of the id.",
      "include": "The parts to show with it; none by default.",
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
      "messages": "Its thread's messages in order; null unless requested.",
      "actions": "Its actions, the oldest first; null unless requested.",
      "previews": "Its previews, the newest first; null unless requested.",
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

/// The parts that context/get can show with a context.
package enum ContextPart: String, Codable, CaseIterable, Sendable {
  case messages, actions, previews
}
