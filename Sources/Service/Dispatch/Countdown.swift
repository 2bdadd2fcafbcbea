import Synchronization

/// Runs a closure once, when the last of a number of things has happened.
final class Countdown: Sendable {
  private let remaining: Mutex<Int>
  private let then: @Sendable () -> Void

  /// With nothing to wait for it runs at once.
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
