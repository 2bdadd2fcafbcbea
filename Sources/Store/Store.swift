import GRDB
import Identity
import Synchronization
package import Wire

/// Everything that is kept: one SQLite database, one writer, many readers.
package final class Store: Sendable {
  package struct Configuration: Sendable {
    package var path: String
    /// Where the daemon listens; written into the lock file, so that clients find it.
    package var socketPath: String
    /// Who is an operator beside the daemon's own uid.
    package var operators: [UInt32]
    package var ids: IDSource
    package var now: @Sendable () -> Timestamp
    package var retention: EventRetention
    /// Told after each commit who has new events, and the newest one's seq: in the order of the
    /// commits, on the writer's queue, so it must return soon.
    package var whenChanged: @Sendable (UserKey, Sequence) -> Void
    /// Whether messages enter the search index in the background, or only before a search.
    package var indexesInBackground: Bool
    /// Told each time when the background work has let the last message enter, on the writer's
    /// queue.
    package var whenIndexed: @Sendable () -> Void

    package init(
      path: String, socketPath: String, operators: [UInt32] = [], ids: IDSource = IDSource(),
      now: @escaping @Sendable () -> Timestamp = { .now },
      retention: EventRetention = EventRetention(),
      whenChanged: @escaping @Sendable (UserKey, Sequence) -> Void = { _, _ in },
      indexesInBackground: Bool = false, whenIndexed: @escaping @Sendable () -> Void = {}
    ) {
      self.path = path
      self.socketPath = socketPath
      self.operators = operators
      self.ids = ids
      self.now = now
      self.retention = retention
      self.whenChanged = whenChanged
      self.indexesInBackground = indexesInBackground
      self.whenIndexed = whenIndexed
    }
  }

  let configuration: Configuration
  let lock: InstanceLock
  let file: DatabaseFile
  let pool: DatabasePool
  let loopReader: DatabaseQueue
  let checkpoints: Checkpoints
  let writes: WriteQueue
  let indexer: Indexer
  private let isClosed = Atomic(false)

  /// Made with the database.
  package let databaseID: String
  /// With every symbolic link resolved.
  package var path: String { file.path }

  /// Takes the lock beside the database, refuses what is not ours with the file untouched,
  /// migrates, and opens the writer and the readers.
  package convenience init(opening configuration: Configuration) throws(OpenFailure) {
    try self.init(opening: configuration, migrations: Migration.all)
  }

  init(
    opening configuration: Configuration, migrations: [Migration]
  ) throws(OpenFailure) {
    let opened = try Opening(configuration, migrations: migrations).open()
    self.configuration = configuration
    lock = opened.lock
    file = opened.file
    pool = opened.pool
    loopReader = opened.loopReader
    checkpoints = opened.checkpoints
    databaseID = opened.databaseID
    writes = WriteQueue(pool: opened.pool) { [file, checkpoints] in
      checkpoints.giveWay()
      try file.check()
    }
    indexer = Indexer(
      writes: writes, inBackground: configuration.indexesInBackground,
      whenCurrent: configuration.whenIndexed)
    indexer.noteWrite()
  }

  /// `unauthenticated` for a uid without an account.
  package func owner(peer: Peer) throws -> Owner {
    let user = try translated {
      try loopReader.unsafeRead { db in try UnixAccount.user(uid: peer.uid, db) }
    }
    guard let user else {
      throw Fault.unauthenticated(
        "There is no user for uid \(peer.uid) here; an operator can make one.")
    }
    return Owner(
      user: user, via: .peer,
      isOperator: peer.uid == DaemonUser.uid || configuration.operators.contains(peer.uid))
  }

  package func scoped(to owner: Owner) -> OwnedStore {
    OwnedStore(store: self, owner: owner)
  }

  /// Answers what was submitted, empties the log into the database, and lets the next daemon in.
  /// Returns what could not be done, for the log: the next daemon starts all the same. A second
  /// call does nothing. Not to be called from a write's `then`.
  @discardableResult
  package func close() -> [String] {
    guard !isClosed.exchange(true, ordering: .sequentiallyConsistent) else { return [] }
    writes.close()
    var failures: [String] = []
    for step in [loopReader.close, pool.close, checkpoints.close] {
      do {
        try step()
      } catch {
        failures.append("\(error)")
      }
    }
    lock.release()
    return failures
  }

  func changes(_ db: Database, _ owner: Owner, _ aftermath: Aftermath) -> Changes {
    Changes(
      rows: Rows(db: db, owner: owner), ids: configuration.ids, now: configuration.now(),
      aftermath: aftermath, retention: configuration.retention)
  }

  /// Runs what touches a connection, and makes the machine's errors a client's.
  func translated<T>(_ body: () throws -> T) throws -> T {
    guard !isClosed.load(ordering: .relaxed) else { throw Fault.shuttingDown() }
    do {
      return try body()
    } catch {
      throw translate(error)
    }
  }

  func translate(_ error: any Error) -> any Error {
    Fault(error, path: path) ?? error
  }
}
