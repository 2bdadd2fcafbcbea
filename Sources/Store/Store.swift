import Dispatch
import GRDB
import Identity
import Synchronization
package import Wire

/// All stored data: one SQLite database, one writer, many readers.
package final class Store: Sendable {
  package struct Configuration: Sendable {
    package var path: String
    /// Where the daemon listens; written to the lock file, so that clients find it.
    package var socketPath: String
    /// The operators, in addition to the daemon's own uid.
    package var operators: [UInt32]
    package var ids: IDSource
    package var now: @Sendable () -> Timestamp
    package var retention: EventRetention
    /// The milliseconds since some fixed moment, independent of the wall clock.
    package var running: @Sendable () -> Int64
    /// Called when the clock is doubted, on any thread.
    package var whenClockJumps: @Sendable (SteadyClock.Doubt) -> Void
    /// The credentials directory of a service manager, which may hold the key of account secrets;
    /// otherwise the key is beside the database.
    package var credentialsDirectory: String?
    /// Runs a closure after this many milliseconds.
    package var after: @Sendable (Int, @escaping @Sendable () -> Void) -> Void
    /// Called after each commit with the user who has new events, and the newest event's seq: in
    /// the order of the commits, on the writer's queue, so it must return soon.
    package var whenChanged: @Sendable (UserKey, Sequence) -> Void
    /// Whether messages are added to the search index in the background, or only before a search.
    package var indexesInBackground: Bool
    /// Called each time when the background work has nothing left to do, on the writer's queue.
    package var whenIndexed: @Sendable () -> Void
    /// Called when a check of the whole database begins in the background, and with its result, on
    /// any thread.
    package var whenChecked: @Sendable (Wholeness) -> Void
    /// A database of at most this size is checked before it is opened.
    var readAtOnceBytes = Probe.readAtOnceBytes

    package init(
      path: String, socketPath: String, operators: [UInt32] = [], ids: IDSource = IDSource(),
      now: @escaping @Sendable () -> Timestamp = { .now },
      retention: EventRetention = EventRetention(),
      running: @escaping @Sendable () -> Int64 = SteadyClock.sinceStart,
      whenClockJumps: @escaping @Sendable (SteadyClock.Doubt) -> Void = { _ in },
      credentialsDirectory: String? = nil,
      after: @escaping @Sendable (Int, @escaping @Sendable () -> Void) -> Void = { delay, body in
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(delay), execute: body)
      },
      whenChanged: @escaping @Sendable (UserKey, Sequence) -> Void = { _, _ in },
      indexesInBackground: Bool = false, whenIndexed: @escaping @Sendable () -> Void = {},
      whenChecked: @escaping @Sendable (Wholeness) -> Void = { _ in }
    ) {
      self.path = path
      self.socketPath = socketPath
      self.operators = operators
      self.ids = ids
      self.now = now
      self.retention = retention
      self.running = running
      self.whenClockJumps = whenClockJumps
      self.credentialsDirectory = credentialsDirectory
      self.after = after
      self.whenChanged = whenChanged
      self.indexesInBackground = indexesInBackground
      self.whenIndexed = whenIndexed
      self.whenChecked = whenChecked
    }
  }

  let configuration: Configuration
  let lock: InstanceLock
  let files: DatabaseFiles
  let pool: DatabasePool
  let loopReader: DatabaseQueue
  let checkpoints: Checkpoints
  let record: WriteRecord
  let writes: WriteQueue
  let indexer: Indexer
  let wholeCheck: WholeCheck
  let vault: Vault
  let erasure: Erasure
  /// Whether data that is old by the clock may be erased.
  package let clock: SteadyClock
  private let isClosed = Atomic(false)

  /// Created together with the database.
  package let databaseID: String
  /// With every symbolic link resolved.
  package var path: String { files.path }

  /// Takes the lock beside the database, refuses a file that is not skein's without changing it,
  /// migrates, and opens the writer and the readers.
  package convenience init(opening configuration: Configuration) throws(OpenFailure) {
    try self.init(opening: configuration, migrations: Migration.all)
  }

  init(
    opening configuration: Configuration, migrations: [Migration]
  ) throws(OpenFailure) {
    clock = SteadyClock(
      at: configuration.now(), running: configuration.running,
      whenJumped: configuration.whenClockJumps)
    let opened = try Opening(configuration, migrations: migrations).open()
    clock.begin(lastWrites: opened.lastWrites, at: configuration.now())
    self.configuration = configuration
    lock = opened.lock
    files = opened.files
    pool = opened.pool
    loopReader = opened.loopReader
    checkpoints = opened.checkpoints
    databaseID = opened.databaseID
    record = WriteRecord(path: opened.files.path)
    writes = WriteQueue(
      pool: opened.pool, files: opened.files, checkpoints: opened.checkpoints, record: record)
    vault = Vault(
      besideDatabase: opened.files.path, credentialsDirectory: configuration.credentialsDirectory,
      holders: opened.holders)
    erasure = Erasure(
      path: opened.files.path, writes: writes, checkpoints: checkpoints, after: configuration.after)
    indexer = Indexer(
      writes: writes, into: opened.files, inBackground: configuration.indexesInBackground,
      whenCurrent: configuration.whenIndexed)
    wholeCheck = WholeCheck(
      of: opened.files, isKnown: opened.isWhole, checkedAt: opened.checkedAt,
      damage: opened.damage, logFound: opened.logFound, now: configuration.now
    ) { [indexer] wholeness in
      configuration.whenChecked(wholeness)
      indexer.noteWrite()
    }
    // An earlier daemon had begun an erasure and died.
    if opened.mustErase { erasure.begin { _ in } }
    if !opened.isWhole { wholeCheck.begin(.badEnd) }
    indexer.noteWrite()
  }

  /// What is known about the database's pages.
  package var wholeness: Wholeness { wholeCheck.wholeness }

  /// Checks the database in the background if that was not done for a month.
  package func checkIfOld() {
    wholeCheck.beginIfOld()
  }

  /// `unauthenticated` for a uid without an account.
  package func owner(peer: Peer) throws -> Owner {
    let user = try translated {
      try loopReader.unsafeRead { db in try UnixAccount.user(uid: peer.uid, db) }
    }
    guard let user else {
      throw Fault.unauthenticated(
        "There is no user for uid \(peer.uid) here: call auth/login with a token first, or ask an "
          + "operator to create one with user/create.")
    }
    return Owner(
      user: user, via: .peer,
      isOperator: peer.uid == DaemonUser.uid || configuration.operators.contains(peer.uid))
  }

  /// Whether the peer has the daemon's own uid; reads no file.
  package func isOwn(_ peer: Peer) -> Bool { peer.uid == DaemonUser.uid }

  /// The same as `owner(peer:)` for a uid that gets a user now, if it has none. `then` runs on the
  /// writer's queue, or at once when the write is refused.
  package func provide(
    userFor peer: Peer, then: @escaping @Sendable (Result<Owner, any Error>) -> Void
  ) {
    let (ids, now) = (configuration.ids, configuration.now)
    writes.submit(
      WriteQueue.Job(
        perform: { [self] db in
          try UnixAccount.provide(
            uid: peer.uid,
            email: try UnixAccount.freeEmail(
              UnixAccount.numberedEmail(peer.uid), uid: peer.uid, db),
            ids: ids, at: now(), db)
          return { [self] in then(Result { try owner(peer: peer) }) }
        },
        refuse: { [self] error in then(.failure(translate(error))) }))
  }

  /// The user of a token; `unauthenticated` for a token that is unknown, expired or revoked.
  package func owner(token: String) throws -> Owner {
    let hash = SessionToken.hash(of: token)
    let found = try translated {
      try loopReader.unsafeRead { db in try SessionToken.find(hash, db) }
    }
    guard let found, found.expiresAt > configuration.now().milliseconds else {
      throw Fault.badToken
    }
    return Owner(
      user: found.user, via: .token, isOperator: false,
      login: Login(
        session: found.session, tokenHash: hash,
        expiresAt: Timestamp(milliseconds: found.expiresAt)))
  }

  package func scoped(to owner: Owner) -> OwnedStore {
    OwnedStore(store: self, owner: owner)
  }

  /// Finishes all submitted writes, copies the log into the database, and releases the lock for the
  /// next daemon. Files that another program has changed are left alone. Returns the errors, for
  /// the log: the next daemon starts in any case. A second call does nothing. Must not be called
  /// from a write's `then`.
  @discardableResult
  package func close() -> [String] {
    guard !isClosed.exchange(true, ordering: .sequentiallyConsistent) else { return [] }
    wholeCheck.stop()
    erasure.close()
    writes.close()
    var failures: [String] = []
    let isSound = files.areIntact && files.mayCopy
    // The last connection to close would copy the log into whatever file is there, if it may write.
    let steps =
      isSound
      ? [loopReader.close, pool.close, checkpoints.close]
      : [pool.close, checkpoints.close, loopReader.close]
    for step in steps {
      do {
        try step()
      } catch {
        failures.append("\(error)")
      }
    }
    if isSound, failures.isEmpty, wholeCheck.wholeness.isTrusted, files.isInPlace {
      CleanEnd(ofDatabase: path).make(checkedAt: wholeCheck.checkedAt)
    }
    lock.release()
    return failures
  }

  func changes(_ db: Database, _ owner: Owner, _ aftermath: Aftermath) -> Changes {
    Changes(
      rows: Rows(db: db, owner: owner), ids: configuration.ids, now: configuration.now(),
      aftermath: aftermath, retention: configuration.retention, vault: vault,
      clock: clock)
  }

  /// Runs code that uses a connection, and converts the machine's errors to faults for clients.
  func translated<T>(_ body: () throws -> T) throws -> T {
    guard !isClosed.load(ordering: .relaxed) else { throw Fault.shuttingDown() }
    do {
      return try body()
    } catch {
      throw translate(error)
    }
  }

  func translate(_ error: any Error) -> any Error {
    guard let fault = Fault(error, path: path) else { return error }
    do {
      // The error of SQLite may be caused by another program's change.
      try files.check()
      if (error as? DatabaseError)?.isDamage == true { wholeCheck.beginIfDoubtful() }
      return fault
    } catch {
      return error
    }
  }
}
