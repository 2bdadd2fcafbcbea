import OpenAI
import Wire

/// A model's context window, and what happens to a thread that is longer.
struct ContextWindow: Sendable {
  /// The part of the window that is reserved for the answer unless the turn sets maxTokens: one in
  /// `answerShare`, and at most `answerTokens`.
  static let answerShare = 8
  static let answerTokens = 4096
  /// The largest factor by which a provider's count corrects the estimate: the count may include
  /// more than text, such as images and tools.
  static let greatestCorrection = 4

  let tokens: Int
  let policy: ContextPolicy
  let answerTokens: Int

  /// `nil` if the model's context window is not known.
  init?(of choice: ModelDirectory.Choice, policy: ContextPolicy, options: TurnOptions?) {
    guard let tokens = choice.contextTokens else { return nil }
    self.tokens = tokens
    self.policy = policy
    answerTokens =
      options?.maxTokens?.number ?? min(tokens / Self.answerShare, Self.answerTokens)
  }

  /// The request does not fit into the window.
  struct Overflow: Error, Equatable {
    let estimatedTokens: Int
  }

  /// The tokens that a provider counted for the messages before an answer.
  struct Measurement: Equatable {
    let tokens: Int
    let end: Int

    init(_ tokens: Int, before end: Int) {
      self.tokens = tokens
      self.end = end
    }
  }

  /// The indexes in `history` of the messages that must be left out so that the rest fits, the
  /// oldest first. System messages are always kept, and an answer is left out with its question.
  ///
  /// If the provider has counted more tokens for the thread so far than the estimate, as happens
  /// for languages that the model encodes badly, all estimates are raised by the same factor. A
  /// lower count is ignored, because fewer messages may have been sent.
  func dropped(
    from messages: [ChatRequest.Message], history: Range<Int>, _ measured: Measurement? = nil
  ) throws(Overflow) -> Set<Int> {
    var sizes = messages.map { TokenEstimate.tokens(inMessage: $0.content) }
    if let measured {
      let estimate = sizes[..<measured.end].reduce(0, +)
      let counted = min(measured.tokens, estimate * Self.greatestCorrection)
      if counted > estimate { sizes = sizes.map { ($0 * counted + estimate - 1) / estimate } }
    }
    let whole = sizes.reduce(0, +)
    var left = whole
    var dropped: Set<Int> = []
    let room = tokens - answerTokens
    guard left > room else { return dropped }
    switch policy {
    case .error: throw Overflow(estimatedTokens: whole)
    case .dropOldest: break
    }
    for index in history where messages[index].role != .system {
      let isAnswer = messages[index].role == .assistant && !dropped.isEmpty
      guard left > room || isAnswer else { break }
      dropped.insert(index)
      left -= sizes[index]
    }
    guard left <= room else { throw Overflow(estimatedTokens: left) }
    return dropped
  }
}

extension Failure {
  /// The failure, with advice on what to change.
  init(_ overflow: ContextWindow.Overflow, of window: ContextWindow, model: ModelName) {
    let advice =
      switch window.policy {
      case .error:
        "Set the thread's contextPolicy to dropOldest, begin a new thread, or use a model with a "
          + "larger context window"
      case .dropOldest:
        "The question and the system prompt alone are too long: shorten them, or use a model with a "
          + "larger context window"
      }
    self.init(
      .contextLength,
      "The request has about \(overflow.estimatedTokens) tokens, but the context window of "
        + "\(model.text) has \(window.tokens), of which \(window.answerTokens) are reserved for the "
        + "answer. \(advice).",
      code: "estimate")
  }
}
