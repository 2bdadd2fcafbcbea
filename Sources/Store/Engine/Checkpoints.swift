import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Copies the log back into the database, beside the writer and never in its way.
///
/// sqlite.org/wal.html, section 3: PASSIVE waits for nobody but lets the log start anew only after
/// an idle moment, so a long log is emptied by TRUNCATE, which holds the writer up while it waits
/// for readers: at most for this connection's busy timeout. One that can't finish is no error, a
/// reader (or Litestream) may hold it for as long as it likes; it is tried again later.
final class Checkpoints: Sendable {
  private static let pageSize = 4096
  /// 4 MiB: a quiet daemon's log stays about as long.
  private static let step = (4 << 20) / pageSize
  /// 64 MiB: from here on the log is emptied, not only copied.
  private static let bound = (64 << 20) / pageSize
  /// Milliseconds.
  private static let patience = 250

  private struct State {
    var isRunning = false
    /// In pages, after the last commit.
    var length = 0
    /// The length at which the next checkpoint begins.
    var next = Checkpoints.step
    /// Why the last one failed; `nil` when it did not.
    var failure: String?
  }

  let queue: DatabaseQueue
  private let files: DatabaseFiles
  private let state = Mutex(State())
  /// Entered while the log is being emptied.
  private let emptying = DispatchGroup()

  init(of files: DatabaseFiles, watching pool: DatabasePool) throws {
    self.files = files
    queue = try DatabaseQueue(path: files.path, configuration: .skein())
    try queue.inDatabase { db in
      try db.verifySettings()
      try db.execute(sql: "PRAGMA busy_timeout = \(Self.patience)")
    }
    // Unretained: whoever commits holds the store or its queue of writes, and they hold this.
    let context = Unmanaged.passUnretained(self).toOpaque()
    pool.writeWithoutTransaction { db in
      _ = sqlite3_wal_hook(
        db.sqliteConnection,
        { context, _, _, pages in
          guard let context else { return SQLITE_OK }
          Unmanaged<Checkpoints>.fromOpaque(context).takeUnretainedValue().noteLength(Int(pages))
          return SQLITE_OK
        }, context)
    }
  }

  /// Why the log could not be copied the last time; `nil` when it was, or a reader held it.
  var failure: String? { state.withLock { $0.failure } }

  /// Called by the writer before each transaction: one that never paused would keep the log from
  /// being emptied for ever.
  func giveWay() {
    emptying.wait()
  }

  /// Empties the log soon; `then` is told on the checkpoints' queue whether a reader prevented it.
  func empty(then: @escaping @Sendable (Bool) -> Void) {
    queue.asyncWriteWithoutTransaction { [self] db in
      then(checkpoint(.truncate, db) != nil)
    }
  }

  /// Tries once to empty the log, and waits for the attempt.
  func emptyNow() {
    queue.inDatabase { db in _ = checkpoint(.truncate, db) }
  }

  /// Empties the log for the last time. After the pool: the last connection to close removes the
  /// log, if it may write.
  func close() throws {
    queue.inDatabase { db in _ = checkpoint(.truncate, db) }
    try queue.close()
  }

  /// Called by SQLite after each commit, on the writer's thread.
  private func noteLength(_ pages: Int) {
    let isDue = state.withLock { state in
      // It began anew.
      if pages < state.length { state.next = Self.step }
      state.length = pages
      guard pages >= state.next, !state.isRunning else { return false }
      state.isRunning = true
      return true
    }
    guard isDue else { return }
    queue.asyncWriteWithoutTransaction { [self] db in
      var length = checkpoint(.passive, db)
      if length ?? 0 >= Self.bound {
        length = checkpoint(.truncate, db) ?? length
      }
      state.withLock { state in
        state.isRunning = false
        state.next = (length ?? state.length) + Self.step
      }
    }
  }

  /// The log's length after it, or nothing when it could not be done. Never into a database that
  /// somebody else has written to, or that is not known to be whole.
  private func checkpoint(_ mode: Database.CheckpointMode, _ db: Database) -> Int? {
    guard files.mayCopy else { return nil }
    let empties = mode == .truncate
    if empties { emptying.enter() }
    defer { if empties { emptying.leave() } }
    do {
      try files.check()
      let length = try files.whileCopying { try db.checkpoint(mode).walFrameCount }
      state.withLock { $0.failure = nil }
      return length
    } catch {
      let isHeld = [.SQLITE_BUSY, .SQLITE_LOCKED].contains((error as? DatabaseError)?.resultCode)
      state.withLock { $0.failure = isHeld ? nil : "\(error)" }
      return nil
    }
  }
}
