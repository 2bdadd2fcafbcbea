import Synchronization

/// A gate that is closed at first and is opened once; tasks can wait until it is open.
final class Gate: Sendable {
  private enum State {
    case closed([CheckedContinuation<Void, Never>])
    case open
  }

  private let state = Mutex(State.closed([]))

  func open() {
    let waiting = state.withLock { state in
      defer { state = .open }
      guard case .closed(let waiting) = state else { return [CheckedContinuation<Void, Never>]() }
      return waiting
    }
    for waiter in waiting { waiter.resume() }
  }

  func wait() async {
    await withCheckedContinuation { waiter in
      let isOpen = state.withLock { state in
        guard case .closed(let waiting) = state else { return true }
        state = .closed(waiting + [waiter])
        return false
      }
      if isOpen { waiter.resume() }
    }
  }
}
