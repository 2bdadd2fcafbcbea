import Synchronization

/// Closures to run when something ends, such as a connection.
final class Farewells: Sendable {
  /// Identifies a closure that was added, so that it can be removed.
  struct Ticket: Hashable, Sendable {
    fileprivate let number: UInt64
  }

  private struct State {
    var isOver = false
    var farewells: [Ticket: @Sendable () -> Void] = [:]
    var last: UInt64 = 0
  }

  private let state = Mutex(State())

  var isOver: Bool { state.withLock { $0.isOver } }

  /// Runs `body` at the end, or at once if the end has come; then the result is `nil`.
  func add(_ body: @escaping @Sendable () -> Void) -> Ticket? {
    let ticket = state.withLock { state -> Ticket? in
      guard !state.isOver else { return nil }
      state.last += 1
      let ticket = Ticket(number: state.last)
      state.farewells[ticket] = body
      return ticket
    }
    if ticket == nil { body() }
    return ticket
  }

  func forget(_ ticket: Ticket?) {
    guard let ticket else { return }
    state.withLock { _ = $0.farewells.removeValue(forKey: ticket) }
  }

  /// Marks the end and runs the closures; a second call does nothing.
  func say() {
    let farewells = state.withLock { state in
      defer {
        state.isOver = true
        state.farewells = [:]
      }
      return state.farewells.values
    }
    for farewell in farewells { farewell() }
  }
}
