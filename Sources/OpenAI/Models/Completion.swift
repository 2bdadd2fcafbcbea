/// How an answer ended.
package struct Completion: Sendable, Equatable {
  /// `stop`, `length`, `content_filter` or the provider's word for something else; `stop` where it
  /// ended with `[DONE]` only, `outputLimit` where skein stopped it.
  package var finishReason: String
  package var usage: Usage?
  /// The model's name in the answer, which may differ from the requested one.
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
