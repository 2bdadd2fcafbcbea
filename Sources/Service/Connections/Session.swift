import Store
import Synchronization
import Wire

/// One connection while it has one user: what it follows, and what its requests may see.
package final class Session: Sendable {
  let daemon: Daemon
  let outlet: any Outlet
  /// The user's part of the store. Each use checks that the token is still valid; `lasting` is for
  /// work that outlives a request.
  let owned: OwnedStore
  let owner: Owner
  /// Identifies the session among the watchers of a turn.
  let id: FollowerID
  /// Its subscription to the user's events.
  let following = Mutex(Following())
  /// Ends when the session follows nothing any more: the client is gone or has another user, or its
  /// token is no longer valid.
  let over = Farewells()
  /// Ends when the client is gone.
  let gone: Farewells
  weak let connection: Connection?
  private let order: WriteOrder
  private let lane: ScanLane

  /// Thrown if no client is left to read the answer.
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

  /// Throws `unauthenticated` if the session's token has expired or was revoked; a peer without a
  /// token always passes.
  func checkLogin() throws {
    if owner.via == .token { try owned.read { _ in } }
  }
}

extension Session {
  /// Reads on the event loop, or, if writes of this connection are running, after them as a scan.
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

  /// Reads off the event loop, after this connection's writes.
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

  /// The same, but waits until the search index has everything that was acknowledged before. During
  /// this wait, other scans of this connection can run, and `tell` gets the progress.
  func scanIndexed(
    _ call: Call, tell: @escaping @Sendable (IndexProgress) -> Void,
    _ body: @escaping @Sendable (borrowing Rows) throws -> [UInt8]
  ) {
    afterWrites { [self] in
      // No index is brought up to date for a client that is gone.
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

  /// Reads for a method that does more than read; it starts when the lane has room.
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

  /// Writes in the writer's next transaction, and answers after its commit.
  func write(
    _ call: Call, _ body: @escaping @Sendable (borrowing Changes) throws -> [UInt8]
  ) {
    write({ changes in
      try call.begin()
      return try body(changes)
    }) { [self] in end(call, $0) }
  }

  /// Writes so that later reads of this connection wait for it. `then` runs after the commit.
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

  /// Runs `run` as soon as every earlier write of this connection has ended.
  func afterWrites(_ run: @escaping @Sendable () -> Void) {
    order.afterWrites(run)
  }

  /// The same, but later reads of this connection wait until the closure that `run` gets is called.
  func afterWrites(holdingReads run: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
    order.afterWrites(holdingReads: run)
  }

  /// Throws if the call was cancelled or no client is left to read the answer.
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

  /// Sends the answer of a read. If memory is short, it is refused, because a read can be repeated;
  /// the answer of a write never is.
  private func show(_ bytes: [UInt8], to call: Call) {
    guard outlet.admits(bytes.count) else {
      return call.fail(
        .overloaded(
          "This client and others have too much unread output; read it and call again.",
          retryAfterMs: 1000))
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

/// Identifies a session within one daemon.
struct FollowerID: Hashable, Sendable {
  private static let last = Atomic<UInt64>(0)
  private let number: UInt64

  static func next() -> FollowerID {
    FollowerID(number: last.add(1, ordering: .relaxed).newValue)
  }
}
