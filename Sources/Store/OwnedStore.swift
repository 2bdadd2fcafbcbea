import GRDB
import Wire

/// The only door to a user's data.
///
/// A transaction is lent to the closure and ends with it. Every error of the machine arrives as
/// `Fault.storage`; other errors of SQLite pass as they are, they are bugs.
package struct OwnedStore: Sendable {
  let store: Store
  let owner: Owner
  /// Whether each transaction looks first if the owner's token still holds. Nothing to look at for
  /// a peer.
  var checksLogin = true

  /// The same for what goes on when its request is answered, or its token has expired meanwhile.
  package var lasting: OwnedStore { OwnedStore(store: store, owner: owner, checksLogin: false) }

  /// On the calling thread, from a connection of its own: never waits for a writer or a scan, and
  /// sees every write that was answered. Not to be nested.
  package func read<T>(_ body: (borrowing Rows) throws -> T) throws -> T {
    try told {
      try store.loopReader.unsafeRead { db in
        try db.run("BEGIN")
        defer { endRead(db) }
        return try naming(db) { try body(try rows(db)) }
      }
    }
  }

  /// On another thread; `then` runs there.
  package func scan<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Rows) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    store.pool.asyncRead { [self] access in
      then(
        Result {
          try told {
            let db = try access.get()
            return try naming(db) { try body(try rows(db)) }
          }
        })
    }
  }

  /// Commits with whatever else is waiting; `body` may run twice, so it has no effect but SQL.
  /// `then` runs after COMMIT on the writer's queue, in the order of submission; only a refusal
  /// because the queue is full or the store is closing comes at once, on the calling thread.
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Changes) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    submit(body) { [store] result, outcome in
      if outcome?.erases == true { store.erasure.begin { _ in } }
      then(result)
    }
  }

  /// The same for what deletes for good, and answers once that was tried in the files too: true
  /// when no byte is left, false when a reader delays it (`Erasure`). `then` may run on any queue.
  package func erase<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Changes) throws -> T,
    then: @escaping @Sendable (Result<(value: T, isErased: Bool), any Error>) -> Void
  ) {
    submit(body) { [store] result, _ in
      switch result {
      case .success(let value): store.erasure.begin { then(.success((value, $0))) }
      case .failure(let error): then(.failure(error))
      }
    }
  }

  private func submit<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Changes) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>, Committed?) -> Void
  ) {
    store.writes.submit(
      WriteQueue.Job(
        perform: { [self] db in
          let aftermath = Aftermath()
          let changes = store.changes(db, owner, aftermath)
          let value = try naming(db) {
            if checksLogin { try changes.useLogin() }
            return try body(changes)
          }
          if aftermath.erases { try Erasure.mark(db) }
          let outcome = Committed(aftermath)
          return { [store] in
            store.indexer.noteWrite()
            if let (user, seq) = outcome.lastEvent {
              store.configuration.whenChanged(user, Sequence(Int(seq)))
            }
            then(.success(value), outcome)
          }
        },
        refuse: { [self] error in then(.failure(told(store.translate(error))), nil) }))
  }

  /// Errors as this owner may hear them: where the database is on this machine is for operators.
  private func told<T>(_ body: () throws -> T) throws -> T {
    do {
      return try store.translated(body)
    } catch {
      throw told(error)
    }
  }

  private func told(_ error: any Error) -> any Error {
    guard !owner.isOperator, let fault = error as? Fault, fault.kind == .storage else {
      return error
    }
    return fault.hiding(store.path, as: "the database")
  }

  /// What fails for a user who was erased meanwhile fails for that reason, whatever it stumbled
  /// over: a missing row, a rule of the schema.
  private func naming<T>(_ db: Database, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      guard Fault(error, path: store.path) == nil, try isGone(db) else { throw error }
      throw Fault.userGone
    }
  }

  private func isGone(_ db: Database) throws -> Bool {
    try db.first("SELECT 1 FROM user WHERE id = ?1", .integer(owner.user)) { $0.int() } == nil
  }

  private func rows(_ db: Database) throws -> Rows {
    let rows = Rows(db: db, owner: owner)
    if checksLogin, owner.login != nil { try rows.checkLogin(at: store.configuration.now()) }
    return rows
  }
}

/// What has to follow a commit, when nobody adds to it any more.
private struct Committed: Sendable {
  let erases: Bool
  let lastEvent: (user: UserKey, seq: Int64)?

  init(_ aftermath: Aftermath) {
    (erases, lastEvent) = (aftermath.erases, aftermath.lastEvent)
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
