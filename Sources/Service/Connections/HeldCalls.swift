import Synchronization
import Wire

/// The calls of one connection that wait, in the order of their arrival, for a call that was sent
/// before them. Each is one of the connection's unanswered requests, so their number is limited.
final class HeldCalls: Sendable {
  /// Which calls one hold keeps waiting.
  enum Reach: Sendable {
    /// Every call except `ping`, because the connection may have another user afterwards.
    case all
    /// Every call except those that `Handler.mayOvertake` lets go ahead.
    case ordered
  }

  private struct State {
    /// The number of holds that have not ended.
    var ofAll = 0
    var ofOrdered = 0
    var waiting: [Call] = []
    /// Whether the calls that waited are being run, one after another.
    var isReleasing = false

    var isHeld: Bool { ofAll > 0 || ofOrdered > 0 }
    /// Whether no earlier call waits or is about to run.
    var isClear: Bool { !isHeld && !isReleasing }

    mutating func count(_ reach: Reach, by step: Int) {
      switch reach {
      case .all: ofAll += step
      case .ordered: ofOrdered += step
      }
    }

    /// The next call to run; `nil` if there is none or the calls are held again.
    mutating func next() -> Call? {
      isReleasing = !isHeld && !waiting.isEmpty
      return isReleasing ? waiting.removeFirst() : nil
    }
  }

  private let state = Mutex(State())

  /// Whether a call may run at once; otherwise it is kept and runs later, in its turn. This is
  /// called for one call after another.
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

  /// Holds incoming calls until the returned closure is called, once; that closure passes the
  /// waiting calls to `run`, unless another hold exists.
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
