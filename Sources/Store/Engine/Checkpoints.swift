import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Copies the log into the database, beside the writer and without blocking it.
///
/// sqlite.org/wal.html, section 3: PASSIVE waits for no other connection, but the log restarts only
/// after an idle moment. So a long log is emptied by TRUNCATE, which blocks the writer while it
/// waits for readers: at most for this connection's busy timeout. A checkpoint that cannot finish
/// is no error, because a reader (or Litestream) may hold the log for any time; it is tried again
/// later.
final class Checkpoints: Sendable {
  private static let pageSize = 4096
  /// 4 MiB: a quiet daemon's log stays at about this size.
  private static let step = (4 << 20) / pageSize
  /// 64 MiB: a longer log is emptied, not only copied.
  private static let bound = (64 << 20) / pageSize
  /// The busy timeout in milliseconds.
  private static let patience = 250

  private struct State {
    var isRunning = false
    /// The log's length in pages after the last commit.
    var length = 0
    /// The length at which the next checkpoint begins.
    var next = Checkpoints.step
    /// Why the last checkpoint failed; `nil` when it did not.
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
    // Unretained: every code that commits holds the store or its write queue, and they hold this.
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

  /// Why the log could not be copied last time; `nil` when it could, or only a reader prevented it.
  var failure: String? { state.withLock { $0.failure } }

  /// Called by the writer before each transaction: a writer that never pauses would keep the log
  /// from ever being emptied.
  func giveWay() {
    emptying.wait()
  }

  /// Empties the log soon; `then` is called on the checkpoints' queue with the success.
  func empty(then: @escaping @Sendable (Bool) -> Void) {
    queue.asyncWriteWithoutTransaction { [self] db in
      then(checkpoint(.truncate, db) != nil)
    }
  }

  /// Tries once to empty the log, and waits for the attempt.
  func emptyNow() {
    queue.inDatabase { db in _ = checkpoint(.truncate, db) }
  }

  /// Empties the log for the last time. To be called after the pool is closed: the last connection
  /// to close removes the log, if it may write.
  func close() throws {
    queue.inDatabase { db in _ = checkpoint(.truncate, db) }
    try queue.close()
  }

  /// Called by SQLite after each commit, on the writer's thread.
  private func noteLength(_ pages: Int) {
    let isDue = state.withLock { state in
      // The log was restarted.
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

  /// Returns the log's length afterwards, or `nil` when the checkpoint failed. Nothing is copied
  /// into a database that another program has written to, or that is not known to be undamaged.
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
