/// What `turn/run` and `turn/start` take.
package struct TurnRequest: Payload {
  package static let fields = [
    "threadId": "The thread to go on with; a new one is made in the same transaction unless given.",
    "id": "The new turn's id: a second call with the same id attaches to the turn instead of asking again.",
    "input": "What to ask: 1 byte to 8 MiB.",
    "model":
      "An alias, name or provider/name, looked for as by model/get; the thread's unless given, else the configured one.",
    "systemPrompt": "The new thread's; on an existing thread, for this turn alone.",
    "metadata": "Your own object, kept with the user's message.",
    "options":
      "What else to ask of the model; what it leaves out is as the thread, the alias or the model's configuration says, in this order.",
    "stream":
      "For turn/run: whether it sends turn/started, turn/delta and turn/ended too; false by default.",
    "ephemeral": "Whether nothing is stored; false by default.",
    "onDisconnect": "What happens when this connection closes: the turn continues (continue, the default) or is cancelled (cancel).",
    "ifBusy": "What happens while another turn of the thread runs or waits: queue, the default, waits for its turn; reject answers busy.",
    "deltaIntervalMs":
      "The shortest time between deltas to this connection; those in between are joined. 0, the default, sends each as it comes.",
  ]

  package var threadId: ThreadID?
  package var id: TurnID?
  package var input: Content
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
    threadId: ThreadID? = nil, id: TurnID? = nil, input: Content, model: ModelName? = nil,
    systemPrompt: SystemPrompt? = nil, metadata: FreeObject? = nil, options: TurnOptions? = nil,
    stream: Bool? = nil, ephemeral: Bool? = nil, onDisconnect: OnDisconnect? = nil,
    ifBusy: IfBusy? = nil, deltaIntervalMs: DeltaInterval? = nil
  ) {
    self.threadId = threadId
    self.id = id
    self.input = input
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

/// What a turn does when the connection that started it is gone.
package enum OnDisconnect: String, Codable, CaseIterable, Sendable {
  case goOn = "continue"
  case cancel
}

/// What a turn does when another runs on its thread.
package enum IfBusy: String, Codable, CaseIterable, Sendable {
  case queue, reject
}
