extension Noun {
  /// One question to a model, with its answer or error.
  package struct Turn: NamedPayload, Equatable {
    package static let typeName = "Turn"
    package static let fields = [
      "id": "Its id.",
      "threadId": "The thread that it belongs to; null if it is ephemeral.",
      "status": "queued, then running, then one of the four others, which is final.",
      "model": "The requested model, as provider/name.",
      "input": "The question. Null in lists unless includeTexts is true.",
      "output":
        "The answer: complete if the turn completed, otherwise the part that had arrived when it ended. Null while the turn runs, and in lists unless includeTexts is true.",
      "reasoning":
        "The model's reasoning, if the provider sends it. Null while the turn runs, and in lists unless includeTexts is true.",
      "options":
        "The options that the turn itself set, without those of its thread and the configuration. Null if it set none, and in lists unless includeTexts is true.",
      "finishReason":
        "Why the model stopped: stop, length, content_filter, outputLimit, cancelled, ….",
      "error": "Why it failed or was interrupted.",
      "droppedMessages":
        "How many of the thread's oldest messages the context policy left out of the request; null for none.",
      "attempts": "How many requests were sent to the provider, including the first.",
      "retryOf": "The turn that this one retries.",
      "afterSequence":
        "The place of its question: after the thread's message with this sequence. It is the number of messages that the thread had when the turn was requested, or when it ended without writing messages. Null if it is ephemeral.",
      "withdrawnAt": "When its question was withdrawn; null if it was not.",
      "messageIds":
        "The messages that it wrote, the user's and then the assistant's, if they are still in the thread. Empty until they are written.",
      "promptTokens": "Tokens that the model was sent, as the provider counts.",
      "completionTokens": "Tokens that the model generated.",
      "totalTokens": "The sum of both.",
      "reasoningTokens": "The part of completionTokens that was reasoning.",
      "cost":
        "Its cost at the price that its model had when it ended, in the configured currency; null without a price or without tokens.",
      "firstTokenMs": "Milliseconds from startedAt to the first token.",
      "totalMs": "Milliseconds from startedAt to endedAt.",
      "queuedAt": "When it was requested.",
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

/// The status of a turn: queued → running → one of the others, which is final. A queued turn can
/// also be cancelled, fail or be interrupted.
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
