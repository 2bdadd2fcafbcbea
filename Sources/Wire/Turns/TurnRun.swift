/// `turn/run`
package enum TurnRun: Method {
  package typealias Runs = Turn
  package typealias Params = TurnRequest
  package static let name = "turn/run"
  package static let summary = "Ask a model, and answer when it has finished."
  package static let details = """
    The question and the answer are written together when the model has finished, or not at all. \
    With stream, what is said comes meanwhile as turn/started, turn/delta, turn/retrying and \
    turn/ended. A turn that turn/cancel ended is a result with status cancelled; what it had said \
    is kept. When this very request is cancelled it answers cancelled, and so is the turn. Closing \
    the connection does not end the turn unless onDisconnect says so. A user who has used up a \
    quota of server/info is answered limit, before the provider is asked; a turn that waited \
    meanwhile fails with it.
    """
  package static let faults: [Fault.Kind] = [
    .notFound, .conflict, .busy, .provider, .limit, .invalidState,
  ]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "turn": "The turn, ended.",
      "thread":
        "Its thread as it is now; null when the turn is ephemeral or was cancelled unwritten.",
      "messages":
        "The pair it wrote: the user's message, then the assistant's. Empty when cancelled before a word was said.",
    ]

    package let turn: Noun.Turn
    package let thread: Noun.Thread?
    package let messages: [Noun.Message]

    package init(turn: Noun.Turn, thread: Noun.Thread?, messages: [Noun.Message]) {
      self.turn = turn
      self.thread = thread
      self.messages = messages
    }
  }

  package static let example = Example<TurnRun>(
    TurnRequest(input: Content(trusted: "What is a skein?")),
    Result(
      turn: .example, thread: .example, messages: [.exampleQuestion, .exampleAnswer]))
}

/// `turn/start`
package enum TurnStart: Method {
  package typealias Runs = Turn
  package typealias Params = TurnRequest
  package static let name = "turn/start"
  package static let summary =
    "Ask a model, answer at once, and watch the turn from this connection."
  package static let details = "The answer precedes the turn's first notification."
  package static let faults: [Fault.Kind] = [
    .notFound, .conflict, .busy, .provider, .limit, .invalidState,
  ]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "turn": "The turn: queued, running, or ended when the id was known.",
      "thread": "Its thread; null when the turn is ephemeral or was cancelled unwritten.",
    ]

    package let turn: Noun.Turn
    package let thread: Noun.Thread?

    package init(turn: Noun.Turn, thread: Noun.Thread?) {
      self.turn = turn
      self.thread = thread
    }
  }

  package static let example = Example<TurnStart>(
    TurnRequest(input: Content(trusted: "What is a skein?")),
    Result(
      turn: .exampleRunning,
      thread: Noun.Thread(
        id: Noun.Thread.example.id, number: 3, title: Noun.Thread.example.title,
        createdAt: Noun.Thread.example.createdAt, updatedAt: Noun.Thread.example.createdAt)))
}
