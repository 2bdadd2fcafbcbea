/// What a model says and what becomes of asking it. Exactly one of the last three comes, last.
package enum ModelEvent: Sendable, Equatable {
  /// A try failed before the model said a word. `attempt` is the number of the try that follows
  /// the wait: 2 for the first repetition.
  case retrying(attempt: Int, delayMs: Int, error: Failure)
  /// Never empty, well-formed, without U+0000.
  case text(String)
  /// What the model thought aloud, kept apart from what it answers.
  case reasoning(String)
  /// All text so far was thought aloud, and counts as reasoning from now on: the tag that ends
  /// thinking has come without the one that begins it.
  case textWasReasoning
  /// All reasoning so far is the answer: a model that is known to begin in the middle of a thought
  /// has not ended one.
  case reasoningWasText
  case completed(Completion)
  case failed(Failure, attempts: Int)
  case cancelled(attempts: Int)
}

/// How an answer ended.
package struct Completion: Sendable, Equatable {
  /// `stop`, `length`, `content_filter` or the provider's word for something else, `stop` where it
  /// ended with `[DONE]` alone, `outputLimit` where we stopped it.
  package var finishReason: String
  package var usage: Usage?
  /// As the provider named it, which may not be the name it was asked by.
  package var model: String?
  package var requestId: String?
  /// Tries in all, the first one counted.
  package var attempts: Int

  package init(
    finishReason: String, usage: Usage? = nil, model: String? = nil, requestId: String? = nil,
    attempts: Int = 1
  ) {
    self.finishReason = finishReason
    self.usage = usage
    self.model = model
    self.requestId = requestId
    self.attempts = attempts
  }
}

/// Tokens, as the provider counted them; nil is what it did not say.
package struct Usage: Sendable, Equatable {
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var totalTokens: Int?
  /// The part of `completionTokens` that was thought and not said.
  package var reasoningTokens: Int?

  package init(
    promptTokens: Int? = nil, completionTokens: Int? = nil, totalTokens: Int? = nil,
    reasoningTokens: Int? = nil
  ) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.totalTokens = totalTokens
    self.reasoningTokens = reasoningTokens
  }
}

/// A model that a provider offers.
package struct Model: Sendable, Equatable {
  /// As the provider writes it, up to 2 KiB; it may hold what no name of a model should.
  package var id: String

  package init(id: String) {
    self.id = id
  }
}
