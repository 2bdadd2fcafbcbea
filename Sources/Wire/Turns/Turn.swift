extension Noun {
  /// One question to a model and what became of it.
  package struct Turn: NamedPayload, Equatable {
    package static let typeName = "Turn"
    package static let fields = [
      "id": "Its id.",
      "threadId": "The thread it belongs to; null when it is ephemeral.",
      "status": "queued, running, then one of the four others for good.",
      "model": "The model that was asked for, as provider/name.",
      "input": "What was asked. Null in lists, unless includeTexts is set.",
      "output":
        "What was answered: whole when completed, else what was said until it ended. Null while it runs and in lists, unless includeTexts is set.",
      "reasoning":
        "What the model said to itself, where it tells. Null while it runs and in lists, unless includeTexts is set.",
      "options":
        "What it asked of the model itself, beside what its thread and the configuration do. Null for nothing and in lists, unless includeTexts is set.",
      "finishReason":
        "Why the model stopped: stop, length, content_filter, outputLimit, cancelled, ….",
      "error": "Why it failed or was interrupted.",
      "droppedMessages":
        "How many of the thread's oldest messages the model was not sent, by the context policy; null for none.",
      "attempts": "Requests made of the provider, the first counted.",
      "retryOf": "The turn that this one repeats.",
      "afterSequence":
        "How many messages its thread had when it was asked, or when it ended without a pair: its question stands after that one. Null when it is ephemeral.",
      "withdrawnAt": "When its question was taken back; null while it stands.",
      "messageIds":
        "The pair it wrote, the user's message first, as far as it stands in the thread. Empty until written.",
      "promptTokens": "Tokens that the model was sent, as the provider counts.",
      "completionTokens": "Tokens that the model generated.",
      "totalTokens": "Both together.",
      "reasoningTokens": "The part of completionTokens that was reasoning.",
      "cost":
        "What it cost by its model's price when it ended, in the configured currency; null without a price or without tokens.",
      "firstTokenMs": "Milliseconds from startedAt to the first token.",
      "totalMs": "Milliseconds from startedAt to endedAt.",
      "queuedAt": "When it was asked for.",
      "startedAt": "When it began to run.",
      "endedAt": "When it ended.",
    ]

    package let id: TurnID
    package var threadId: ThreadID?
    package var status: TurnStatus
    package var model: ModelName
    package var input: String?
    package var output: String?
    package var reasoning: String?
    package var options: TurnOptions?
    package var finishReason: String?
    package var error: ErrorObject?
    package var droppedMessages: Int?
    package var attempts: Int
    package var retryOf: TurnID?
    package var afterSequence: Int?
    package var withdrawnAt: Timestamp?
    package var messageIds: [MessageID]
    package var promptTokens: Int?
    package var completionTokens: Int?
    package var totalTokens: Int?
    package var reasoningTokens: Int?
    package var cost: Double?
    package var firstTokenMs: Int?
    package var totalMs: Int?
    package let queuedAt: Timestamp
    package var startedAt: Timestamp?
    package var endedAt: Timestamp?

    package init(
      id: TurnID, threadId: ThreadID?, status: TurnStatus, model: ModelName, input: String?,
      output: String? = nil, reasoning: String? = nil, options: TurnOptions? = nil,
      finishReason: String? = nil,
      error: ErrorObject? = nil, droppedMessages: Int? = nil, attempts: Int = 0,
      retryOf: TurnID? = nil, afterSequence: Int? = nil, withdrawnAt: Timestamp? = nil,
      messageIds: [MessageID] = [], promptTokens: Int? = nil,
      completionTokens: Int? = nil, totalTokens: Int? = nil, reasoningTokens: Int? = nil,
      cost: Double? = nil, firstTokenMs: Int? = nil, totalMs: Int? = nil, queuedAt: Timestamp,
      startedAt: Timestamp? = nil,
      endedAt: Timestamp? = nil
    ) {
      self.id = id
      self.threadId = threadId
      self.status = status
      self.model = model
      self.input = input
      self.output = output
      self.reasoning = reasoning
      self.options = options
      self.finishReason = finishReason
      self.error = error
      self.droppedMessages = droppedMessages
      self.attempts = attempts
      self.retryOf = retryOf
      self.afterSequence = afterSequence
      self.withdrawnAt = withdrawnAt
      self.messageIds = messageIds
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
      self.totalTokens = totalTokens
      self.reasoningTokens = reasoningTokens
      self.cost = cost
      self.firstTokenMs = firstTokenMs
      self.totalMs = totalMs
      self.queuedAt = queuedAt
      self.startedAt = startedAt
      self.endedAt = endedAt
    }
  }
}

/// Where a turn stands: queued → running → one of the others, for good. A queued turn may be
/// cancelled, fail or be interrupted too.
package enum TurnStatus: String, Codable, CaseIterable, Sendable {
  case queued, running, completed, cancelled, failed, interrupted

  package var hasEnded: Bool {
    switch self {
    case .queued, .running: false
    case .completed, .cancelled, .failed, .interrupted: true
    }
  }
}

extension Noun.Turn {
  static let example = Noun.Turn(
    id: TurnID(high: 0x0199_a3f2_7c22_7b01, low: 0x8d4e_5f60_7182_93a4),
    threadId: Noun.Thread.example.id, status: .completed,
    model: ModelName(trusted: "local/smollm2-135m"), input: "What is a skein?",
    output: "A length of yarn, loosely wound.", finishReason: "stop", attempts: 1,
    afterSequence: 0,
    messageIds: [
      MessageID(high: 0x0199_a3f2_8451_7c3e, low: 0xa1b2_c3d4_e5f6_0718),
      MessageID(high: 0x0199_a3f2_8451_7c3f, low: 0xb1b2_c3d4_e5f6_0719),
    ],
    promptTokens: 34, completionTokens: 9, totalTokens: 43, firstTokenMs: 160, totalMs: 410,
    queuedAt: Timestamp(milliseconds: 1_795_284_284_700),
    startedAt: Timestamp(milliseconds: 1_795_284_284_702),
    endedAt: Timestamp(milliseconds: 1_795_284_285_120))

  static let exampleRunning = Noun.Turn(
    id: example.id, threadId: example.threadId, status: .running, model: example.model,
    input: example.input, attempts: 1, afterSequence: 0, queuedAt: example.queuedAt,
    startedAt: example.startedAt)
}
