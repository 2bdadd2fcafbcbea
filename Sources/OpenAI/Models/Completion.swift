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
