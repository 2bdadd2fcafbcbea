/// How long one answer may be silent after its first byte: without bytes, and without text of the
/// model. A value type; times are in nanoseconds on the monotonic clock.
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

  /// When the patience ends.
  var deadline: UInt64 { min(byteDeadline, wordDeadline) }

  /// Notes received bytes. After the end of the model's output, one deadline holds for all that may
  /// follow, however slowly it arrives.
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

  /// The failure of the server at `place` when the patience has ended.
  func failure(of place: String, at now: UInt64) -> Failure {
    guard now < byteDeadline else {
      return Failure(
        .timeout,
        "\(place) stopped in the middle of its answer: no byte for \(Words.seconds(idleSeconds)).",
        retryable: true)
    }
    return Failure(
      .timeout,
      "\(place) keeps the connection open but sends no text: none for "
        + "\(Words.seconds(wordSeconds)). For a model that reasons longer without output, raise "
        + "wordTimeoutSeconds.",
      retryable: true)
  }
}
