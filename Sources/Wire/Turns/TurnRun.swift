/// `turn/run`
package enum TurnRun: Method {
  package typealias Runs = Turn
  package typealias Params = TurnRequest
  package static let name = "turn/run"
  package static let summary = "Ask a model a question, and answer when the model has finished."
  package static let details = """
    The question and the answer are written together when the model has finished, or not at all. \
    With stream, the output is also sent as it arrives, in turn/started, turn/delta, turn/retrying \
    and turn/ended. If turn/cancel ends the turn, the result has the status cancelled, and the \
    text that had arrived is kept. If this request itself is cancelled, it answers the error \
    cancelled, and the turn is cancelled too. Closing the connection does not end the turn unless \
    onDisconnect is cancel. A user who has used up a quota (see server/info) is refused with limit \
    before a request is sent to the provider; turns that were already waiting fail with limit.
    """
  package static let faults: [Fault.Kind] = [
    .notFound, .conflict, .busy, .provider, .limit, .invalidState,
  ]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "turn": "The turn, ended.",
      "thread":
        "Its thread as it is now; null if the turn is ephemeral or was cancelled before it was stored.",
      "messages":
        "The messages that it wrote: the user's, then the assistant's. Empty if it was cancelled before any text arrived.",
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
    "Ask a model a question, answer at once, and follow the turn on this connection."
  package static let details = "The answer is sent before the turn's first notification."
  package static let faults: [Fault.Kind] = [
    .notFound, .conflict, .busy, .provider, .limit, .invalidState,
  ]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "turn": "The turn: queued or running, or ended if the id is that of an ended turn.",
      "thread":
        "Its thread; null if the turn is ephemeral or was cancelled before it was stored.",
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
