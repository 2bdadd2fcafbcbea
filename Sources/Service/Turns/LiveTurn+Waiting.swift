import Synchronization
import Wire

/// The functions that wait for a turn. Each runs once.
extension LiveTurn {
  struct Waiting {
    fileprivate var isReadable = false
    fileprivate var isOpened = false
    fileprivate var ending: Ending?
    /// Why its end could not be written yet; the write is tried again.
    fileprivate var refusal: Fault?
    fileprivate var whenReadable: [@Sendable () -> Void] = []
    fileprivate var whenOpened: [@Sendable () -> Void] = []
    fileprivate var whenEnded: [@Sendable (Ending) -> Void] = []
  }

  /// Runs `body` as soon as later reads of the connection need not wait for the turn: its row is
  /// written or refused, or a provider is asked for its model. Runs at once if that has happened.
  func whenReadable(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if !state.waiting.isReadable { state.waiting.whenReadable.append(body) }
      return state.waiting.isReadable
    }
    if now { body() }
  }

  /// Runs `body` when the turn's row is written or refused; at once if that has happened.
  func whenOpened(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if !state.waiting.isOpened { state.waiting.whenOpened.append(body) }
      return state.waiting.isOpened
    }
    if now { body() }
  }

  /// Runs `body` when the turn has ended, or its end could not be written; at once if that has happened.
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

  /// Tells those who wait, now or until its end is written, that it could not be written yet.
  func tellUnwritten(_ fault: Fault) {
    let waiting = state.withLock { state in
      state.waiting.refusal = fault
      return state.waiting.end()
    }
    for body in waiting { body(.refused(fault)) }
  }

  /// Tells all who wait how the turn ended.
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
