import Synchronization
import Wire

/// Limits the scans of one connection: only a few run at once, and none starts while the client has
/// much unread output. So large answers are made one after another as the client reads them, and
/// one connection cannot occupy all readers of the database.
final class ScanLane: Sendable {
  /// The most scans of one connection that run at once.
  static let width = 2

  /// One scan. It has to call `leave` once, when it has ended and its answer was sent.
  typealias Work = @Sendable (_ leave: @escaping @Sendable () -> Void) -> Void

  private struct State {
    var running = 0
    var waiting: [Work] = []
    var waitsForRoom = false
    var isAdvancing = false
    var mustAdvanceAgain = false
  }

  private enum Step {
    case run(Work)
    case waitForRoom
    case rest
  }

  private let outlet: any Outlet
  private let unreadBytes: Int
  private let state = Mutex(State())

  /// No scan starts while `unreadBytes` bytes or more are unread.
  init(_ outlet: any Outlet, unreadBytes: Int) {
    self.outlet = outlet
    self.unreadBytes = unreadBytes
  }

  /// Runs `work` as soon as it may, in the order of these calls.
  func enter(_ work: @escaping Work) {
    state.withLock { $0.waiting.append(work) }
    advance()
  }

  /// Starts scans that may run. It does not recurse: scans that end at once would fill the stack.
  private func advance() {
    let isMine = state.withLock { state in
      defer { (state.isAdvancing, state.mustAdvanceAgain) = (true, state.isAdvancing) }
      return !state.isAdvancing
    }
    guard isMine else { return }
    while true {
      switch state.withLock({ step(&$0) }) {
      case .run(let work): work { [self] in leave() }
      case .waitForRoom: outlet.whenRoom(below: unreadBytes) { [weak self] in self?.hasRoom() }
      case .rest: return
      }
    }
  }

  private func step(_ state: inout State) -> Step {
    if state.running < Self.width, !state.waiting.isEmpty {
      if outlet.unreadBytes < unreadBytes {
        state.running += 1
        return .run(state.waiting.removeFirst())
      }
      // A running scan starts the next one when it ends.
      if state.running == 0, !state.waitsForRoom {
        state.waitsForRoom = true
        return .waitForRoom
      }
    }
    if state.mustAdvanceAgain {
      state.mustAdvanceAgain = false
      return step(&state)
    }
    state.isAdvancing = false
    return .rest
  }

  private func leave() {
    state.withLock { $0.running -= 1 }
    advance()
  }

  private func hasRoom() {
    state.withLock { $0.waitsForRoom = false }
    advance()
  }
}
