/// When a long wait is told on a line of its own, where nobody sees a status line: after a few seconds,
/// and then now and then.
struct TellingPauses {
  private static let first = Duration.seconds(3)
  private static let later = Duration.seconds(30)

  private var next: ContinuousClock.Instant

  init(since begin: ContinuousClock.Instant = .now) {
    next = begin + Self.first
  }

  /// Whether it is to be told now; the next time comes later.
  mutating func areOver(at time: ContinuousClock.Instant) -> Bool {
    guard time >= next else { return false }
    next = time + Self.later
    return true
  }
}
