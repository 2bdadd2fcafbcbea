/// How long the body of one answer may be silent, from its first byte on: without a byte, and without
/// a word. A value; times are on the monotonic clock, in nanoseconds.
struct Patience: Equatable {
  private let idleSeconds: Double
  private let wordSeconds: Double
  private var byteDeadline: UInt64
  private var wordDeadline: UInt64
  private var isFinished = false

  init(with provider: Provider, from now: UInt64) {
    idleSeconds = provider.idleTimeoutSeconds
    wordSeconds = provider.wordTimeoutSeconds
    byteDeadline = Clock.after(idleSeconds, from: now)
    wordDeadline = Clock.after(wordSeconds, from: now)
  }

  /// When it ends.
  var deadline: UInt64 { min(byteDeadline, wordDeadline) }

  /// Some bytes came. When they ended what the model says, what may follow has one deadline,
  /// however it drips.
  mutating func hear(hasSpoken: Bool, isFinished: Bool, at now: UInt64) {
    byteDeadline = Clock.after(idleSeconds, from: now)
    if self.isFinished { return }
    self.isFinished = isFinished
    if isFinished {
      wordDeadline = Clock.after(min(wordSeconds, Limits.afterFinishSeconds), from: now)
    } else if hasSpoken {
      wordDeadline = Clock.after(wordSeconds, from: now)
    }
  }

  /// What its end means for the server at `place`.
  func failure(of place: String, at now: UInt64) -> Failure {
    guard now < byteDeadline else {
      return Failure(
        .timeout,
        "\(place) stopped in the middle of its answer: no byte for \(Words.seconds(idleSeconds)).",
        retryable: true)
    }
    return Failure(
      .timeout,
      "\(place) keeps the connection open and says nothing: no word for "
        + "\(Words.seconds(wordSeconds)). A model that thinks longer in silence needs a greater "
        + "wordTimeoutSeconds.",
      retryable: true)
  }
}
