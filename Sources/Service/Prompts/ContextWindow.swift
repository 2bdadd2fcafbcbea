import OpenAI
import Wire

/// What a model takes, and what is done about a thread that is longer.
struct ContextWindow: Sendable {
  /// Kept free for the answer unless the turn says how long it may be: this part of what the model
  /// takes, and at most so many tokens.
  static let answerShare = 8
  static let answerTokens = 4096
  /// What a provider counted may be for more than the words: pictures, tools.
  static let greatestCorrection = 4

  let tokens: Int
  let policy: ContextPolicy
  let answerTokens: Int

  /// `nil` when nobody has said how much the model takes.
  init?(of choice: ModelDirectory.Choice, policy: ContextPolicy, options: TurnOptions?) {
    guard let tokens = choice.contextTokens else { return nil }
    self.tokens = tokens
    self.policy = policy
    answerTokens =
      options?.maxTokens?.number ?? min(tokens / Self.answerShare, Self.answerTokens)
  }

  /// What did not fit, by the estimate.
  struct Overflow: Error, Equatable {
    let estimatedTokens: Int
  }

  /// What a provider counted for the messages before an answer.
  struct Measurement: Equatable {
    let tokens: Int
    let end: Int

    init(_ tokens: Int, before end: Int) {
      self.tokens = tokens
      self.end = end
    }
  }

  /// How many of the messages at `history` must be left out, from the first on, for the rest to
  /// fit; instructions among them are always kept, and an answer never goes without its question.
  ///
  /// Where the provider has counted more for the thread so far than the estimate does, as it does
  /// for a language that the model's encoding knows badly, everything is taken to be larger by as
  /// much. That it has counted less says nothing: it may have been sent less.
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
  /// Says which setting to turn.
  init(_ overflow: ContextWindow.Overflow, of window: ContextWindow, model: ModelName) {
    let advice =
      switch window.policy {
      case .error:
        "Set the thread's contextPolicy to dropOldest, begin a new thread, or ask a model that "
          + "takes more"
      case .dropOldest:
        "The question and the system prompt alone are too long: shorten them, or ask a model that "
          + "takes more"
      }
    self.init(
      .contextLength,
      "This comes to about \(overflow.estimatedTokens) tokens, and of the \(window.tokens) that "
        + "\(model.text) takes \(window.answerTokens) are kept for the answer. \(advice).",
      code: "estimate")
  }
}
