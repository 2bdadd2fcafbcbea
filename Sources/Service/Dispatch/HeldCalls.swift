import Synchronization
import Wire

/// The calls of one connection that wait, in the order in which they came, for something that was sent
/// before them. Each of them is one of its unanswered requests, so there are no more than it may have.
final class HeldCalls: Sendable {
  /// What one hold keeps waiting.
  enum Reach: Sendable {
    /// Every call: whom the connection speaks for may be another afterwards.
    case all
    /// Every call but those that `Handler.mayOvertake` lets go ahead.
    case ordered
  }

  private struct State {
    /// The holds that are not over.
    var ofAll = 0
    var ofOrdered = 0
    var waiting: [Call] = []
    /// Somebody runs those that waited, one after another.
    var isReleasing = false

    var isHeld: Bool { ofAll > 0 || ofOrdered > 0 }
    /// Nothing that came before waits or is about to run.
    var isClear: Bool { !isHeld && !isReleasing }

    mutating func count(_ reach: Reach, by step: Int) {
      switch reach {
      case .all: ofAll += step
      case .ordered: ofOrdered += step
      }
    }

    /// The next one to run; `nil`, and none is run, when there is none or they are held again.
    mutating func next() -> Call? {
      isReleasing = !isHeld && !waiting.isEmpty
      return isReleasing ? waiting.removeFirst() : nil
    }
  }

  private let state = Mutex(State())

  /// Whether a call may run at once; one that may not is kept, and runs when its turn has come. Calls
  /// come one after another.
  func admits(_ call: Call, overtaking mayOvertake: (Call) -> Bool) -> Bool {
    let answer = state.withLock { state -> Bool? in
      if state.isClear { return true }
      guard state.ofAll > 0 else { return nil }
      state.waiting.append(call)
      return false
    }
    if let answer { return answer }
    if mayOvertake(call) { return true }
    return state.withLock { state in
      if !state.isClear { state.waiting.append(call) }
      return state.isClear
    }
  }

  /// Keeps what comes until the returned closure is called, once; that closure has `run` do what
  /// waits, unless something else holds it.
  func hold(
    _ reach: Reach, run: @escaping @Sendable (Call) -> Void
  ) -> @Sendable () -> Void {
    state.withLock { $0.count(reach, by: 1) }
    return { [self] in
      let isMine = state.withLock { state in
        state.count(reach, by: -1)
        defer { state.isReleasing = true }
        return !state.isReleasing
      }
      guard isMine else { return }
      while let call = state.withLock({ $0.next() }) { run(call) }
    }
  }
}
