import Dispatch
import Synchronization
import Wire

/// Ends what a connection follows as soon as its token expires, without waiting for its next
/// request.
final class LoginWatch: Sendable {
  /// The longest time between two looks at the clock, which may be changed in between.
  private static let longestSeconds = 3600.0

  private struct Entry {
    let expiresAt: Timestamp
    let over: Farewells
  }

  private struct State {
    var entries: [FollowerID: Entry] = [:]
    /// The time of the next look, in milliseconds of the clock; `nil` if no connection has a token.
    var nextLook: Int64?
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> Timestamp
  private let after: @Sendable (Double, @escaping @Sendable () -> Void) -> Void

  init(
    now: @escaping @Sendable () -> Timestamp,
    after: @escaping @Sendable (Double, @escaping @Sendable () -> Void) -> Void = { delay, body in
      DispatchQueue.global().asyncAfter(wallDeadline: .now() + delay, execute: body)
    }
  ) {
    self.now = now
    self.after = after
  }

  /// Ends `over` when the token expires, unless it has ended before.
  func add(_ session: FollowerID, expiringAt expiresAt: Timestamp, _ over: Farewells) {
    state.withLock { $0.entries[session] = Entry(expiresAt: expiresAt, over: over) }
    _ = over.add { [weak self] in
      self?.state.withLock { _ = $0.entries.removeValue(forKey: session) }
    }
    look(isDue: false)
  }

  private func look(isDue: Bool) {
    let (ended, delay) = state.withLock { state -> ([Farewells], Double?) in
      let now = now().milliseconds
      if isDue { state.nextLook = nil }
      let ended = state.entries.values.filter { $0.expiresAt.milliseconds <= now }.map(\.over)
      let first = state.entries.values.map(\.expiresAt.milliseconds).filter { $0 > now }.min()
      guard let first else { return (ended, nil) }
      let left = min(Double(first - now) / 1000, Self.longestSeconds)
      let next = now + Int64(left * 1000)
      guard state.nextLook.map({ next < $0 }) ?? true else { return (ended, nil) }
      state.nextLook = next
      return (ended, left)
    }
    for over in ended { over.say() }
    if let delay { after(delay) { [weak self] in self?.look(isDue: true) } }
  }
}
