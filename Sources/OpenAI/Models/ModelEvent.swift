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
