import GRDB
import Wire

/// The only access to a user's data.
///
/// A transaction is passed to the closure and ends with it. Errors of the machine are thrown as
/// `Fault.storage`; other SQLite errors are bugs and are passed on unchanged.
package struct OwnedStore: Sendable {
  let store: Store
  let owner: Owner
  /// Whether each transaction first checks that the owner's token is still valid. A peer has no
  /// token to check.
  var checksLogin = true

  /// Whether the owner may know of this machine's files.
  package var isOperator: Bool { owner.isOperator }

  /// The same for work that continues after its request was answered or its token has expired.
  package var lasting: OwnedStore { OwnedStore(store: store, owner: owner, checksLogin: false) }

  /// Reads on the calling thread, from a connection of its own: never waits for a writer or a scan,
  /// and sees every write that was answered. Must not be nested.
  package func read<T>(_ body: (borrowing Rows) throws -> T) throws -> T {
    try told {
      try store.loopReader.unsafeRead { db in
        try db.run("BEGIN")
        defer { endRead(db) }
        return try naming(db) { try body(try rows(db)) }
      }
    }
  }

  /// Reads on another thread, where `then` is called.
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

  /// Commits together with other waiting jobs; `body` may run twice, so it must have no effect but
  /// SQL. `then` runs after COMMIT on the writer's queue, in the order of submission; only a
  /// refusal because the queue is full or the store is closing comes at once, on the calling
  /// thread.
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Changes) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    submit(body) { [store] result, outcome in
      if outcome?.erases == true { store.erasure.begin { _ in } }
      then(result)
    }
  }

  /// The same for a permanent deletion. It answers after the files were cleaned once: true when no
  /// byte is left, false when a reader delays that (`Erasure`). `then` may run on any queue.
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

  /// Errors as this owner may see them: only operators may learn the path of the database.
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

  /// An error for a user who was erased meanwhile is reported as that, whatever failed first: a
  /// missing row, or a rule of the schema.
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

/// The work that must follow a commit, when no more is added.
private struct Committed: Sendable {
  let erases: Bool
  let lastEvent: (user: UserKey, seq: Int64)?

  init(_ aftermath: Aftermath) {
    (erases, lastEvent) = (aftermath.erases, aftermath.lastEvent)
  }
}

/// Ends a read transaction, which has nothing to lose: if COMMIT fails, ROLLBACK ends it as well.
private func endRead(_ db: Database) {
  do {
    try db.run("COMMIT")
  } catch {
    _ = try? db.run("ROLLBACK")
  }
}
