import Synchronization

/// Something that takes a while to find out: found out by one at a time however many ask, and known
/// meanwhile, with its age.
final class Lookup<Value: Sendable>: Sendable {
  /// What is this young is not looked for again.
  static var freshSeconds: Double { 1 }

  struct Finding: Sendable {
    let value: Value
    let at: ContinuousClock.Instant
  }

  private struct State {
    var finding: Finding?
    /// When the search that is under way began.
    var since: ContinuousClock.Instant?
    var waiting: [@Sendable () -> Void] = []
  }

  /// What is left to do for one who asks.
  private enum Next {
    case goOn
    case wait
    case find
  }

  private let state = Mutex(State())
  private let find: @Sendable (@escaping @Sendable (Value) -> Void) -> Void

  /// `find` gives what it has found to the closure that it gets, once, from any thread.
  init(find: @escaping @Sendable (@escaping @Sendable (Value) -> Void) -> Void) {
    self.find = find
  }

  /// What was found last.
  var finding: Finding? { state.withLock { $0.finding } }

  /// Sees to it that what is known is fresh; `then` runs when it is. At once when that takes longer
  /// already than `patience`: whoever asks then is not made to wait as well.
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
