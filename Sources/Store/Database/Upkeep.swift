import Dispatch
import GRDB
import Synchronization
package import Wire

/// Work on the whole database, with the rows of all users. It may take long, so it must not run on
/// a thread that others wait for.
package struct Upkeep: Sendable {
  let store: Store

  /// Reads one consistent view, while other work continues.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try store.translated { try store.pool.read(body) }
  }

  /// Runs one job of the writer's queue and waits for it. Must not be called from that queue.
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

  /// The same with one user's rights, so that the job can append to that user's event feed.
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
  /// Access for operators; `forbidden` for everybody else.
  package func upkeep(for owner: Owner) throws(Fault) -> Upkeep {
    try owner.checkOperator()
    return Upkeep(store: self)
  }

  /// Access for the daemon itself, for work that its settings ask for.
  package var ownUpkeep: Upkeep { Upkeep(store: self) }
}

/// The result that another thread delivers, once.
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
