/// The params of `turn/run` and `turn/start`.
package struct TurnRequest: Payload {
  package static let fields = [
    "threadId": "The thread to continue; by default a new one is created in the same transaction.",
    "id":
      "The new turn's id: a second call with the same id attaches to the turn instead of asking again.",
    "input": "The question: 1 byte to 8 MiB.",
    "model":
      "An alias, name or provider/name, found as by model/get; by default the thread's model, or else the configured one.",
    "systemPrompt":
      "The system prompt: of the new thread, or, on an existing thread, of this turn alone.",
    "purpose":
      "The purpose of the new thread: edit for text that is written into a document, as when an editor rewrites a selection; a conversation by default. Not allowed with threadId.",
    "metadata": "A JSON object of your own, stored with the user's message.",
    "options":
      "Options for the model; those left out come from the thread, then the alias, then the model's configuration.",
    "settingsOf":
      "An earlier turn whose model, system prompt and options are used where this request gives none, as when a question is asked again in other words.",
    "stream":
      "For turn/run: whether turn/started, turn/delta and turn/ended are sent too; false by default.",
    "ephemeral": "Whether nothing is stored; false by default.",
    "onDisconnect":
      "What happens when this connection closes: the turn continues (continue, the default) or is cancelled (cancel).",
    "ifBusy":
      "What happens while another turn of the thread runs or waits: queue, the default, waits for its turn; reject answers busy.",
    "deltaIntervalMs":
      "The shortest time between deltas to this connection; those in between are joined. 0, the default, sends each as it comes.",
  ]

  package var threadId: ThreadID?
  package var id: TurnID?
  package var input: Content
  package var model: ModelName?
  package var systemPrompt: SystemPrompt?
  package var purpose: ThreadPurpose?
  package var metadata: FreeObject?
  package var options: TurnOptions?
  package var settingsOf: TurnID?
  package var stream: Bool?
  package var ephemeral: Bool?
  package var onDisconnect: OnDisconnect?
  package var ifBusy: IfBusy?
  package var deltaIntervalMs: DeltaInterval?

  package init(
    threadId: ThreadID? = nil, id: TurnID? = nil, input: Content, model: ModelName? = nil,
    systemPrompt: SystemPrompt? = nil, purpose: ThreadPurpose? = nil, metadata: FreeObject? = nil,
    options: TurnOptions? = nil, settingsOf: TurnID? = nil, stream: Bool? = nil,
    ephemeral: Bool? = nil, onDisconnect: OnDisconnect? = nil, ifBusy: IfBusy? = nil,
    deltaIntervalMs: DeltaInterval? = nil
  ) {
    self.threadId = threadId
    self.id = id
    self.input = input
    self.model = model
    self.systemPrompt = systemPrompt
    self.purpose = purpose
    self.metadata = metadata
    self.options = options
    self.settingsOf = settingsOf
    self.stream = stream
    self.ephemeral = ephemeral
    self.onDisconnect = onDisconnect
    self.ifBusy = ifBusy
    self.deltaIntervalMs = deltaIntervalMs
  }
}

/// What a turn does when the connection that started it closes.
package enum OnDisconnect: String, Codable, CaseIterable, Sendable {
  case goOn = "continue"
  case cancel
}

/// What a turn does when another runs on its thread.
package enum IfBusy: String, Codable, CaseIterable, Sendable {
  case queue, reject
}
