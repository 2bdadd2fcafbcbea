import Synchronization

/// Limits how often progress is reported: the first time at once, then at most once in each
/// interval.
final class ProgressPace: Sendable {
  private let pause: Duration
  private let next = Mutex<ContinuousClock.Instant?>(nil)

  init(milliseconds: Int) {
    pause = .milliseconds(milliseconds)
  }

  /// Whether progress may be reported now; if so, the next interval begins.
  func isDue() -> Bool {
    let now = ContinuousClock.now
    return next.withLock { next in
      if let next, now < next { return false }
      next = now + pause
      return true
    }
  }
}
