import Synchronization

/// Lets progress be told at once, and then only so often.
final class ProgressPace: Sendable {
  private let pause: Duration
  private let next = Mutex<ContinuousClock.Instant?>(nil)

  init(milliseconds: Int) {
    pause = .milliseconds(milliseconds)
  }

  /// Whether it may be told now; then not again until the pause is over.
  func isDue() -> Bool {
    let now = ContinuousClock.now
    return next.withLock { next in
      if let next, now < next { return false }
      next = now + pause
      return true
    }
  }
}
