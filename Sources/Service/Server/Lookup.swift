import Synchronization

/// A value that takes time to find. Only one search runs at a time, whatever the number of callers;
/// until it ends, the last value is known, with its age.
final class Lookup<Value: Sendable>: Sendable {
  /// A value that is younger than this is not searched for again.
  static var freshSeconds: Double { 1 }

  struct Finding: Sendable {
    let value: Value
    let at: ContinuousClock.Instant
  }

  private struct State {
    var finding: Finding?
    /// When the running search began.
    var since: ContinuousClock.Instant?
    var waiting: [@Sendable () -> Void] = []
  }

  /// What a caller has to do next.
  private enum Next {
    case goOn
    case wait
    case find
  }

  private let state = Mutex(State())
  private let find: @Sendable (@escaping @Sendable (Value) -> Void) -> Void

  /// `find` passes the value to the closure that it gets, once, on any thread.
  init(find: @escaping @Sendable (@escaping @Sendable (Value) -> Void) -> Void) {
    self.find = find
  }

  /// The last value that was found.
  var finding: Finding? { state.withLock { $0.finding } }

  /// Searches for a new value unless the last one is young, and runs `then` afterwards. If a search
  /// has already taken longer than `patience`, `then` runs at once, so that no further caller
  /// waits.
  func refresh(patience: Duration, then: @escaping @Sendable () -> Void) {
    let now = ContinuousClock.now
    let next = state.withLock { state -> Next in
      if let since = state.since {
        guard now - since < patience else { return .goOn }
        state.waiting.append(then)
        return .wait
      }
      if let finding = state.finding, now - finding.at < .seconds(Self.freshSeconds) {
        return .goOn
      }
      state.since = now
      state.waiting.append(then)
      return .find
    }
    switch next {
    case .goOn: then()
    case .wait: break
    case .find: find { [self] in found($0) }
    }
  }

  private func found(_ value: Value) {
    let waiting = state.withLock { state in
      state.finding = Finding(value: value, at: .now)
      state.since = nil
      defer { state.waiting = [] }
      return state.waiting
    }
    for then in waiting { then() }
  }
}
