/// The events of one request to a model. Exactly one of the last three comes, as the last event.
package enum ModelEvent: Sendable, Equatable {
  /// An attempt failed before any output. `attempt` is the number of the attempt after the wait: 2
  /// for the first repetition.
  case retrying(attempt: Int, delayMs: Int, error: Failure)
  /// Never empty; well-formed, without U+0000.
  case text(String)
  /// The model's reasoning, separated from its answer.
  case reasoning(String)
  /// All text so far was reasoning: the tag that ends reasoning was received without the one that
  /// begins it.
  case textWasReasoning
  /// All reasoning so far is the answer: a model that is known to begin in the middle of reasoning
  /// has sent no tag that ends it.
  case reasoningWasText
  case completed(Completion)
  case failed(Failure, attempts: Int)
  case cancelled(attempts: Int)
}

/// How an answer ended.
package struct Completion: Sendable, Equatable {
  /// `stop`, `length`, `content_filter` or the provider's word for something else; `stop` where it
  /// ended with `[DONE]` only, `outputLimit` where skein stopped it.
  package var finishReason: String
  package var usage: Usage?
  /// The model's name in the answer, which may differ from the requested one.
  package var model: String?
  package var requestId: String?
  /// The number of attempts, including the first one.
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

/// Tokens, as the provider counted them; `nil` where it did not report them.
package struct Usage: Sendable, Equatable {
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var totalTokens: Int?
  /// The part of `completionTokens` that was reasoning.
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
  /// The id as the provider writes it, up to 2 KiB; it may contain characters that no model name
  /// should.
  package var id: String

  package init(id: String) {
    self.id = id
  }
}
