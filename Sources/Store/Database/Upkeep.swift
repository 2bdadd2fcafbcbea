import Dispatch
import GRDB
import Synchronization
package import Wire

/// Work on the whole database, everybody's rows at once. It takes as long as it takes, so it is not
/// for a thread that others wait for.
package struct Upkeep: Sendable {
  let store: Store

  /// One moment's view, beside everybody's work.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try store.translated { try store.pool.read(body) }
  }

  /// One job of the writer's queue, waited for. Not to be called from that queue.
  func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) throws -> T {
    try waiting { [store] then in
      store.writes.submit(
        WriteQueue.Job(
          perform: { db in
            let value = try body(db)
            return { then(.success(value)) }
          },
          refuse: { error in then(.failure(store.translate(error))) }))
    }
  }

  /// The same with one user's rights, so that the feed tells of it.
  func write<T: Sendable>(
    as user: Int64, _ body: @escaping @Sendable (borrowing Changes) throws -> T
  ) throws -> T {
    let owner = Owner(user: user, via: .peer, isOperator: false)
    return try waiting { [store] then in store.scoped(to: owner).write(body, then: then) }
  }

  private func waiting<T: Sendable>(
    _ begin: (@escaping @Sendable (Result<T, any Error>) -> Void) -> Void
  ) throws -> T {
    let outcome = Outcome<T>()
    begin { outcome.set($0) }
    return try outcome.wait()
  }
}

extension Store {
  /// The operators' door; `forbidden` for anybody else.
  package func upkeep(for owner: Owner) throws(Fault) -> Upkeep {
    try owner.checkOperator()
    return Upkeep(store: self)
  }

  /// The daemon's own door, for what its settings say.
  package var ownUpkeep: Upkeep { Upkeep(store: self) }
}

/// What another thread is going to say, once.
private final class Outcome<T: Sendable>: Sendable {
  private let result = Mutex<Result<T, any Error>?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  func set(_ result: Result<T, any Error>) {
    self.result.withLock { $0 = result }
    isThere.signal()
  }

  func wait() throws -> T {
    isThere.wait()
    guard let result = result.withLock({ $0 }) else { throw Fault.shuttingDown() }
    return try result.get()
  }
}
