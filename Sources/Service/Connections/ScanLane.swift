import Synchronization
import Wire

/// The scans of one connection: a few at once, and none begins while much of what it was answered
/// waits to be read. So large answers are made one after another as the client takes them, and one
/// connection does not keep every reader of the database.
final class ScanLane: Sendable {
  /// Scans of one connection that run at once.
  static let width = 2

  /// Gets what it has to call, once, when it has ended and its answer was sent.
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

  /// None begins while `unreadBytes` or more are unread.
  init(_ outlet: any Outlet, unreadBytes: Int) {
    self.outlet = outlet
    self.unreadBytes = unreadBytes
  }

  /// Runs `work` when its turn has come, in the order of these calls; at once if it may.
  func enter(_ work: @escaping Work) {
    state.withLock { $0.waiting.append(work) }
    advance()
  }

  /// Not within itself: work that ends at once would pile up on the stack.
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
      // One that runs sees to the next when it ends.
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
