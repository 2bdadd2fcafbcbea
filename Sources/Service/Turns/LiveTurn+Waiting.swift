import Synchronization
import Wire

/// Who waits for a turn, and is told once.
extension LiveTurn {
  struct Waiting {
    fileprivate var isReadable = false
    fileprivate var isOpened = false
    fileprivate var ending: Ending?
    /// Why its end could not be written so far; it is tried again.
    fileprivate var refusal: Fault?
    fileprivate var whenReadable: [@Sendable () -> Void] = []
    fileprivate var whenOpened: [@Sendable () -> Void] = []
    fileprivate var whenEnded: [@Sendable (Ending) -> Void] = []
  }

  /// Runs `body` when what was sent behind the turn need not wait for it: its row is written or
  /// refused, or that waits for a provider. At once when that is past.
  func whenReadable(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if !state.waiting.isReadable { state.waiting.whenReadable.append(body) }
      return state.waiting.isReadable
    }
    if now { body() }
  }

  /// Runs `body` when the turn's row is written or refused; at once when that is past.
  func whenOpened(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if !state.waiting.isOpened { state.waiting.whenOpened.append(body) }
      return state.waiting.isOpened
    }
    if now { body() }
  }

  /// Runs `body` when the turn has ended, or its end can't be written; at once when that is so.
  func whenEnded(_ body: @escaping @Sendable (Ending) -> Void) {
    let ending = state.withLock { state in
      let ending = state.waiting.ending ?? state.waiting.refusal.map { .refused($0) }
      if ending == nil { state.waiting.whenEnded.append(body) }
      return ending
    }
    if let ending { body(ending) }
  }

  func tellReadable() {
    let waiting = state.withLock { $0.waiting.read() }
    for body in waiting { body() }
  }

  func tellOpened() {
    let waiting = state.withLock { state in
      state.opening = nil
      return state.waiting.open() + state.waiting.read()
    }
    for body in waiting { body() }
  }

  /// Tells who waits now, and who comes until its end is written, that it can't be so far.
  func tellUnwritten(_ fault: Fault) {
    let waiting = state.withLock { state in
      state.waiting.refusal = fault
      return state.waiting.end()
    }
    for body in waiting { body(.refused(fault)) }
  }

  /// Tells everybody who waits.
  func conclude(_ ending: Ending) {
    let (opened, ended) = state.withLock { state in
      state.opening = nil
      state.waiting.ending = ending
      return (state.waiting.open() + state.waiting.read(), state.waiting.end())
    }
    for body in opened { body() }
    for body in ended { body(ending) }
  }
}

extension LiveTurn.Waiting {
  fileprivate mutating func read() -> [@Sendable () -> Void] {
    isReadable = true
    defer { whenReadable = [] }
    return whenReadable
  }

  fileprivate mutating func open() -> [@Sendable () -> Void] {
    isOpened = true
    defer { whenOpened = [] }
    return whenOpened
  }

  fileprivate mutating func end() -> [@Sendable (LiveTurn.Ending) -> Void] {
    defer { whenEnded = [] }
    return whenEnded
  }
}
