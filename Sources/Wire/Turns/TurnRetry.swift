/// `turn/retry`
package enum TurnRetry: Method {
  package typealias Runs = Turn
  package typealias Result = TurnStart.Result
  package static let name = "turn/retry"
  package static let summary = "Ask the question of an ended turn again, in a new turn."
  package static let details = """
    It works as turn/start with the old turn's input on the same thread; every other member that \
    is left out is taken from the old turn. Any turn that has ended can be retried; for others the \
    answer is invalidState. The request to the model has the messages that the thread has now, \
    without the earlier answer to this question. When the new answer is written, the new question \
    and answer replace the old two messages, with the same sequences; the old turn keeps its \
    status, usage and texts, as with thread/revert. If the retry fails, the old messages stay. \
    Only the last question of a thread can be retried: if other messages follow its answer, the \
    answer is invalidState. If messages are added while the retry waits or runs, it fails with \
    invalidState, and the text that had arrived is kept on the turn.
    """
  package static let faults: [Fault.Kind] = [
    .notFound, .conflict, .busy, .provider, .limit, .invalidState,
  ]

  package struct Params: Payload {
    package static let fields = [
      "turnId": "The turn to retry.",
      "id":
        "The new turn's id: a second call with the same id attaches to the turn instead of asking again.",
      "model": "An alias, name or provider/name; the old turn's by default.",
      "systemPrompt":
        "The system prompt of this turn alone; by default the old turn's, or else the thread's.",
      "metadata":
        "A JSON object of your own, stored with the user's message; the old turn's by default.",
      "options":
        "Options for the model, replacing the old turn's completely; the old turn's by default.",
      "stream": "Accepted but without effect: the connection follows the turn in any case.",
      "ephemeral": "Whether nothing of the new turn is stored; false by default.",
      "onDisconnect":
        "What happens when this connection closes: the turn continues (continue, the default) or is cancelled (cancel).",
      "ifBusy":
        "What happens while another turn of the thread runs or waits: queue, the default, waits for its turn; reject answers busy.",
      "deltaIntervalMs":
        "The shortest time between deltas to this connection; those in between are joined. 0, the default, sends each as it comes.",
    ]

    package var turnId: TurnID
    package var id: TurnID?
    package var model: ModelName?
    package var systemPrompt: SystemPrompt?
    package var metadata: FreeObject?
    package var options: TurnOptions?
    package var stream: Bool?
    package var ephemeral: Bool?
    package var onDisconnect: OnDisconnect?
    package var ifBusy: IfBusy?
    package var deltaIntervalMs: DeltaInterval?

    package init(
      turnId: TurnID, id: TurnID? = nil, model: ModelName? = nil,
      systemPrompt: SystemPrompt? = nil, metadata: FreeObject? = nil, options: TurnOptions? = nil,
      stream: Bool? = nil, ephemeral: Bool? = nil, onDisconnect: OnDisconnect? = nil,
      ifBusy: IfBusy? = nil, deltaIntervalMs: DeltaInterval? = nil
    ) {
      self.turnId = turnId
      self.id = id
      self.model = model
      self.systemPrompt = systemPrompt
      self.metadata = metadata
      self.options = options
      self.stream = stream
      self.ephemeral = ephemeral
      self.onDisconnect = onDisconnect
      self.ifBusy = ifBusy
      self.deltaIntervalMs = deltaIntervalMs
    }
  }

  package static let example = Example<TurnRetry>(
    Params(turnId: Noun.Turn.example.id),
    Result(
      turn: {
        var turn = Noun.Turn.example(
          TurnID(high: 0x0199_a3f2_9d10_7c05, low: 0x8d4e_5f60_7182_93a5))
        turn.retryOf = Noun.Turn.example.id
        return turn
      }(),
      thread: .example))
}

extension Noun.Turn {
  /// The example's question, running as another turn.
  fileprivate static func example(_ id: TurnID) -> Noun.Turn {
    Noun.Turn(
      id: id, threadId: example.threadId, status: .running, model: example.model,
      input: example.input, queuedAt: example.queuedAt, startedAt: example.startedAt)
  }
}
