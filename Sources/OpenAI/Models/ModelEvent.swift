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
