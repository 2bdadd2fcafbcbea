import Synchronization

/// Runs a closure once, when a number of things have all happened.
final class Countdown: Sendable {
  private let remaining: Mutex<Int>
  private let then: @Sendable () -> Void

  /// If `count` is 0, `then` runs at once.
  init(_ count: Int, _ then: @escaping @Sendable () -> Void) {
    remaining = Mutex(count)
    self.then = then
    if count == 0 { then() }
  }

  func tick() {
    let isLast = remaining.withLock { remaining in
      remaining -= 1
      return remaining == 0
    }
    if isLast { then() }
  }
}
