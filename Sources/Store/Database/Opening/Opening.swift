import GRDB
import Identity
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The steps from a path to open connections: lock, probe, create or migrate, connect, verify.
struct Opening {
  struct Opened {
    let lock: InstanceLock
    let files: DatabaseFiles
    let pool: DatabasePool
    let loopReader: DatabaseQueue
    let checkpoints: Checkpoints
    /// Whether the database is known to be undamaged.
    let isWhole: Bool
    /// When the whole database was last found to be undamaged; `nil` when that is not known.
    let checkedAt: Timestamp?
    /// The damage that was found before; `nil` when there was none.
    let damage: String?
    /// The log that was found beside it.
    let logFound: String?
    let databaseID: String
    /// The users that keep secrets.
    let holders: Set<Int64>
    /// Whether deleted text may still be in the files.
    let mustErase: Bool
    /// The times of the last writes, by the clock of that time.
    let lastWrites: (beforeToday: Timestamp?, ever: Timestamp?)
  }

  private let configuration: Store.Configuration
  private let migrations: [Migration]

  init(_ configuration: Store.Configuration, migrations: [Migration]) {
    self.configuration = configuration
    self.migrations = migrations
  }

  func open() throws(OpenFailure) -> Opened {
    let path = try DatabasePath.resolve(configuration.path)
    let lock = try lock(path)
    do {
      let mark = CleanEnd(ofDatabase: path)
      // Without a mark, a database that is known to be undamaged was read as a whole just now.
      let checkedAt = mark.isTrue ? mark.checkedAt : configuration.now()
      let (isWhole, log) = try prepare(path)
      // From here on the database is written to.
      try mark.remove()
      let damage = isWhole ? nil : DamageMark(ofDatabase: path).reason
      if damage == nil { DamageMark(ofDatabase: path).remove() }
      return try connect(
        path, lock, isWhole: isWhole, checkedAt: isWhole ? checkedAt : nil, damage: damage,
        logFound: log)
    } catch {
      lock.release()
      throw OpenFailure(error, path: path)
    }
  }

  private func lock(_ path: String) throws(OpenFailure) -> InstanceLock {
    do {
      return try InstanceLock(path: path + ".lock", socketPath: configuration.socketPath)
    } catch {
      switch error {
      case .taken(let holder):
        throw .alreadyRunning(
          pid: holder?.pid ?? 0, socketPath: holder?.socketPath ?? configuration.socketPath)
      case .noLocks: throw .noLocks(path: path)
      case .machine(let step, let code):
        throw .unwritable(
          path: path + ".lock", reason: "\(step): \(String(cString: strerror(code)))")
      }
    }
  }

  /// Leaves a database of the newest schema at the path. Returns whether it is known to be
  /// undamaged, and the log that was found with it.
  private func prepare(_ path: String) throws -> (isWhole: Bool, logFound: String?) {
    let newest = migrations.last?.version ?? 0
    let probe = Probe(
      path: path, known: newest, readAtOnceBytes: configuration.readAtOnceBytes)
    switch try probe.look() {
    case .nothing:
      try Creation(path: path, configuration: configuration, migrations: migrations).make()
      return (true, nil)
    case .database(let version, let isWhole, let log):
      try makePrivate(path)
      guard version < newest else { return (isWhole, log) }
      try CleanEnd(ofDatabase: path).remove()
      let queue = try DatabaseQueue(path: path, configuration: .skein())
      try queue.inDatabase { db in
        try SafetyCopy(path: path, version: newest).make(db)
        try Migration.run(migrations, from: version, db)
      }
      try queue.close()
      return (isWhole, nil)
    }
  }

  /// A restored copy may have come with a less strict mode.
  private func makePrivate(_ path: String) throws(OpenFailure) {
    guard access(path, R_OK | W_OK) == 0, chmod(path, 0o600) == 0 else {
      throw .unwritable(path: path, reason: reason())
    }
  }

  private func connect(
    _ path: String, _ lock: InstanceLock, isWhole: Bool, checkedAt: Timestamp?, damage: String?,
    logFound: String?
  ) throws -> Opened {
    let pool = try DatabasePool(path: path, configuration: .skein())
    let (databaseID, rootPage, holders, mustErase, lastWrites) = try pool.writeWithoutTransaction {
      db in
      // GRDB sets NORMAL when it switches to WAL mode, after the connection was prepared.
      for setting in Setting.all { try setting.apply(db) }
      try db.verifySettings()
      try db.inTransaction(.immediate) {
        try DaemonUser.provide(ids: configuration.ids, at: configuration.now(), db)
        return .commit
      }
      return (
        try db.first("SELECT uuid FROM database") { $0.id(ID<Store>.self).description },
        try db.first("SELECT rootpage FROM sqlite_schema WHERE name = 'database'") { $0.int() },
        try Vault.holders(db), try Erasure.isMarked(db),
        try SteadyClock.lastWrites(at: configuration.now(), db)
      )
    }
    try pool.read { db in try db.verifySettings() }
    let loopReader = try DatabaseQueue(path: path, configuration: .skein(readonly: true))
    try loopReader.unsafeRead { db in try db.verifySettings() }
    let files = try DatabaseFiles(path: path, rootPage: rootPage ?? 1)
    return Opened(
      lock: lock, files: files, pool: pool, loopReader: loopReader,
      checkpoints: try Checkpoints(of: files, watching: pool), isWhole: isWhole,
      checkedAt: checkedAt, damage: damage, logFound: logFound, databaseID: databaseID ?? "",
      holders: holders, mustErase: mustErase, lastWrites: lastWrites)
  }
}
