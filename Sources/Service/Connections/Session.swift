import Store
import Synchronization
import Wire

/// One connection as long as it speaks for one user: what it follows, and what its requests may see.
package final class Session: Sendable {
  let daemon: Daemon
  let outlet: any Outlet
  /// Each use of it finds out whether a token still holds; `lasting` is for what outlives a request.
  let owned: OwnedStore
  let owner: Owner
  /// Tells sessions apart where a turn keeps its watchers.
  let id: FollowerID
  /// What it follows of its user's events.
  let following = Mutex(Following())
  /// When it follows nothing any more: the client is gone, speaks for somebody else or may not.
  let over = Farewells()
  /// When the client is gone.
  let gone: Farewells
  weak let connection: Connection?
  private let order: WriteOrder
  private let lane: ScanLane

  /// Nobody is there to read an answer.
  private struct Unheard: Error {}

  init(_ owner: Owner, on connection: Connection) {
    daemon = connection.daemon
    outlet = connection.outlet
    gone = connection.gone
    order = connection.order
    lane = connection.lane
    self.connection = connection
    self.owner = owner
    owned = daemon.store.scoped(to: owner)
    id = FollowerID.next()
    if let expiresAt = owner.expiresAt { daemon.logins.add(id, expiringAt: expiresAt, over) }
  }

  /// Nothing for a peer; `unauthenticated` for a token that expired or was revoked.
  func checkLogin() throws {
    if owner.via == .token { try owned.read { _ in } }
  }
}

extension Session {
  /// On the loop when nothing this connection wrote is under way; behind its writes otherwise.
  func read(
    _ call: Call, _ body: @escaping @Sendable (borrowing Rows) throws -> [UInt8]
  ) {
    guard order.isIdle else {
      scan(call, body)
      return
    }
    guard !outlet.isAbandoned else { return call.drop() }
    do {
      show(try owned.read(body), to: call)
    } catch {
      fail(call, error)
    }
  }

  /// Off the loop, behind this connection's writes.
  func scan(
    _ call: Call, _ body: @escaping @Sendable (borrowing Rows) throws -> [UInt8]
  ) {
    afterWrites { [self] in
      lane.enter { [self] leave in
        owned.scan({ [self] rows in
          try beginAnswering(call)
          return try body(rows)
        }) { [self] in endAnswering(call, $0, leave) }
      }
    }
  }

  /// The same, when the search index has everything that was acknowledged before. Until it has, no
  /// other scan of this connection waits for this one, and `tell` hears how far it is.
  func scanIndexed(
    _ call: Call, tell: @escaping @Sendable (IndexProgress) -> Void,
    _ body: @escaping @Sendable (borrowing Rows) throws -> [UInt8]
  ) {
    afterWrites { [self] in
      // Bringing the index up to date is work too.
      guard !outlet.isAbandoned else { return call.drop() }
      let isOver = { @Sendable [self] in call.isCancelled || outlet.isAbandoned || over.isOver }
      owned.whenIndexed(IndexWait(isOver: isOver, tell: tell)) { [self] error in
        if let error { return fail(call, error) }
        lane.enter { [self] leave in
          owned.scan({ [self] rows in
            try beginAnswering(call)
            return try body(rows)
          }) { [self] in endAnswering(call, $0, leave) }
        }
      }
    }
  }

  /// For the answer of a method that does more than read: begins when there is room for it.
  func scan<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Rows) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    lane.enter { [owned] leave in
      owned.scan(body) { result in
        then(result)
        leave()
      }
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
    order.holdReads()
  }

  /// Runs `run` when every write that this connection sent before has ended; at once if so.
  func afterWrites(_ run: @escaping @Sendable () -> Void) {
    order.afterWrites(run)
  }

  /// The same for work that later reads of this connection wait for: until what `run` gets is called.
  func afterWrites(holdingReads run: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
    order.afterWrites(holdingReads: run)
  }

  /// Refuses what was cancelled, and what nobody would hear.
  private func beginAnswering(_ call: Call) throws {
    try call.begin()
    if outlet.isAbandoned { throw Unheard() }
  }

  private func endAnswering(
    _ call: Call, _ result: Result<[UInt8], any Error>, _ leave: () -> Void
  ) {
    switch result {
    case .success(let bytes): show(bytes, to: call)
    case .failure(is Unheard): call.drop()
    case .failure(let error): fail(call, error)
    }
    leave()
  }

  /// What was read may be refused and asked for again; what was done may not.
  private func show(_ bytes: [UInt8], to call: Call) {
    guard outlet.admits(bytes.count) else {
      return call.fail(
        .overloaded("Too much waits to be read, of this and other clients.", retryAfterMs: 1000))
    }
    call.succeed(bytes)
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
struct FollowerID: Hashable, Sendable {
  private static let last = Atomic<UInt64>(0)
  private let number: UInt64

  static func next() -> FollowerID {
    FollowerID(number: last.add(1, ordering: .relaxed).newValue)
  }
}
