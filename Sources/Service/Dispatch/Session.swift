import Store
import Synchronization
package import Wire

/// One connection as the service knows it: for whom it speaks, what it wrote, what it follows.
package final class Session: Endpoint {
  let daemon: Daemon
  let outlet: any Outlet
  let owned: OwnedStore
  let owner: Owner
  /// Tells sessions apart where a turn keeps its watchers.
  let id: SessionID
  /// What it follows of its user's events.
  let following = Mutex(Following())

  private struct State {
    /// The number of the last write; writes count from 1.
    var lastWrite = 0
    /// The writes under way, ascending.
    var underWay: [Int] = []
    /// Reads that arrived behind a write, each with the number of the last one it waits for.
    var waiting: [(after: Int, run: @Sendable () -> Void)] = []
    var isOver = false
    /// What to do when the connection is gone, by who asked.
    var farewells: [Farewell: @Sendable () -> Void] = [:]
    var lastFarewell: UInt64 = 0
  }

  private let state = Mutex(State())

  init(daemon: Daemon, outlet: any Outlet, owner: Owner) {
    self.daemon = daemon
    self.outlet = outlet
    self.owner = owner
    owned = daemon.store.scoped(to: owner)
    id = SessionID.next()
  }

  package func receive(_ call: Call) {
    router.route(call, for: self)
  }

  package func disconnected() {
    let farewells = state.withLock { state in
      defer {
        state.isOver = true
        state.farewells = [:]
      }
      return state.farewells.values
    }
    for farewell in farewells { farewell() }
  }

  /// What `onDisconnect` gave, to take it back.
  struct Farewell: Hashable, Sendable {
    fileprivate let number: UInt64
  }

  /// Runs `body` when the connection is gone; at once when it is. `nil` when it ran at once.
  func onDisconnect(_ body: @escaping @Sendable () -> Void) -> Farewell? {
    let farewell = state.withLock { state -> Farewell? in
      guard !state.isOver else { return nil }
      state.lastFarewell += 1
      let farewell = Farewell(number: state.lastFarewell)
      state.farewells[farewell] = body
      return farewell
    }
    if farewell == nil { body() }
    return farewell
  }

  func forget(_ farewell: Farewell) {
    state.withLock { _ = $0.farewells.removeValue(forKey: farewell) }
  }
}

extension Session {
  /// On the loop when nothing this connection wrote is under way; behind its writes otherwise.
  func read(
    _ call: Call, _ body: @escaping @Sendable (borrowing Rows) throws -> [UInt8]
  ) {
    guard state.withLock({ $0.underWay.isEmpty }) else {
      scan(call, body)
      return
    }
    do {
      call.succeed(try owned.read(body))
    } catch {
      fail(call, error)
    }
  }

  /// Off the loop, behind this connection's writes.
  func scan(
    _ call: Call, _ body: @escaping @Sendable (borrowing Rows) throws -> [UInt8]
  ) {
    afterWrites { [self] in
      owned.scan({ rows in
        try call.begin()
        return try body(rows)
      }) { [self] in end(call, $0) }
    }
  }

  /// The same, when the search index has everything that was acknowledged before.
  func scanIndexed(
    _ call: Call, _ body: @escaping @Sendable (borrowing Rows) throws -> [UInt8]
  ) {
    afterWrites { [self] in
      owned.scanIndexed({ rows in
        try call.begin()
        return try body(rows)
      }) { [self] in end(call, $0) }
    }
  }

  /// In the writer's next transaction; answered after its commit.
  func write(
    _ call: Call, _ body: @escaping @Sendable (borrowing Changes) throws -> [UInt8]
  ) {
    write({ changes in
      try call.begin()
      return try body(changes)
    }) { [self] in end(call, $0) }
  }

  /// A write that later reads of this connection wait for. `then` runs after the commit.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Changes) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    let ended = holdReads()
    owned.write(body) { result in
      then(result)
      ended()
    }
  }

  /// Makes this connection's later reads wait until the returned closure is called, once.
  func holdReads() -> @Sendable () -> Void {
    let number = state.withLock { state in
      state.lastWrite += 1
      state.underWay.append(state.lastWrite)
      return state.lastWrite
    }
    return { [self] in
      let ready = state.withLock { state -> [@Sendable () -> Void] in
        state.underWay.removeAll { $0 == number }
        let oldest = state.underWay.first ?? .max
        let ready = state.waiting.prefix { $0.after < oldest }.map(\.run)
        state.waiting.removeFirst(ready.count)
        return ready
      }
      for run in ready { run() }
    }
  }

  /// Runs `run` when every write that this connection sent before has ended; at once if so.
  func afterWrites(_ run: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      guard !state.underWay.isEmpty else { return true }
      state.waiting.append((state.lastWrite, run))
      return false
    }
    if now { run() }
  }

  private func end(_ call: Call, _ result: Result<[UInt8], any Error>) {
    switch result {
    case .success(let bytes): call.succeed(bytes)
    case .failure(let error): fail(call, error)
    }
  }

  private func fail(_ call: Call, _ error: any Error) {
    call.fail(Fault(error, of: call.method, log: daemon.log))
  }
}

/// Tells sessions apart within one daemon.
struct SessionID: Hashable, Sendable {
  private static let last = Atomic<UInt64>(0)
  private let number: UInt64

  static func next() -> SessionID {
    SessionID(number: last.add(1, ordering: .relaxed).newValue)
  }
}
