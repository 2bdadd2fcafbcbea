import GRDB
import Wire

/// The only door to a user's data.
///
/// A transaction is lent to the closure and ends with it. Every error of the machine arrives as
/// `Fault.storage`; other errors of SQLite pass as they are, they are bugs.
package struct OwnedStore: Sendable {
  let store: Store
  let owner: Owner

  /// On the calling thread, from a connection of its own: never waits for a writer or a scan, and
  /// sees every write that was answered. Not to be nested.
  package func read<T>(_ body: (borrowing Rows) throws -> T) throws -> T {
    try store.translated {
      try store.loopReader.unsafeRead { db in
        try db.run("BEGIN")
        defer { endRead(db) }
        return try body(Rows(db: db, owner: owner))
      }
    }
  }

  /// On another thread; `then` runs there.
  package func scan<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Rows) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    store.pool.asyncRead { [self] access in
      then(Result { try store.translated { try body(Rows(db: access.get(), owner: owner)) } })
    }
  }

  /// Commits with whatever else is waiting; `body` may run twice, so it has no effect but SQL.
  /// `then` runs after COMMIT on the writer's queue, in the order of submission; only a refusal
  /// because the queue is full or the store is closing comes at once, on the calling thread.
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Changes) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    store.writes.submit(
      WriteQueue.Job(
        perform: { [self] db in
          let aftermath = Aftermath()
          let value = try body(store.changes(db, owner, aftermath))
          let (erases, lastEvent) = (aftermath.erases, aftermath.lastEvent)
          return { [self] in
            if erases { store.checkpoints.empty() }
            store.indexer.noteWrite()
            if let lastEvent {
              store.configuration.whenChanged(owner.key, Sequence(Int(lastEvent)))
            }
            then(.success(value))
          }
        },
        refuse: { [self] error in then(.failure(store.translate(error))) }))
  }
}

/// A read transaction has nothing to lose: should COMMIT fail, ROLLBACK ends it as well.
private func endRead(_ db: Database) {
  do {
    try db.run("COMMIT")
  } catch {
    _ = try? db.run("ROLLBACK")
  }
}
