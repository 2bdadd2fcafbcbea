/// `turn/retry`
package enum TurnRetry: Method {
  package typealias Runs = Turn
  package typealias Result = TurnStart.Result
  package static let name = "turn/retry"
  package static let summary = "Ask again what an ended turn was asked, as a turn of its own."
  package static let details = """
    As turn/start, with the old turn's input on its thread; every other member that is left out is \
    the old turn's own. A turn that failed, was interrupted or cancelled, and one that completed, \
    may be retried; of one that has not ended it is invalidState. The model is sent the thread as \
    it is now, without what was answered to this question before. When the new answer is written, \
    the old pair of messages is replaced by the new one at the same sequences; the old turn keeps \
    its status and its usage, and has its words itself from then on, as thread/revert leaves them. \
    When the retry fails, the old pair stands as it was. Only the last question of a thread is \
    answered anew: when other messages stand after its pair it is invalidState, also when they \
    come while the retry waits or runs; what it had said is then kept on the turn.
    """
  package static let faults: [Fault.Kind] = [
    .notFound, .conflict, .busy, .provider, .limit, .invalidState,
  ]

  package struct Params: Payload {
    package static let fields = [
      "turnId": "The turn to ask again.",
      "id": "The new turn's id: a second call with the same id attaches to the turn instead of asking again.",
      "model": "An alias, name or provider/name; the old turn's unless given.",
      "systemPrompt": "For this turn alone; the old turn's unless given, else the thread's.",
      "metadata":
        "Your own object, kept with the user's message; the old turn's unless given.",
      "options": "What else to ask of the model, whole; the old turn's unless given.",
      "stream": "Taken as by turn/start, which follows the turn in any case.",
      "ephemeral": "Whether nothing of the new turn is stored; false by default.",
      "onDisconnect":
        "What happens when this connection closes: the turn continues (continue, the default) or is cancelled (cancel).",
      "ifBusy": "What happens while another turn of the thread runs or waits: queue, the default, waits for its turn; reject answers busy.",
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
