import GRDB
import Identity

/// Why a database cannot be opened. In each case the file is unchanged.
package enum OpenFailure: Error, Sendable, Equatable {
  case alreadyRunning(pid: Int32, socketPath: String)
  case newerSchema(path: String, found: Int, known: Int)
  case foreign(path: String, applicationID: Int32)
  case damaged(path: String, reason: String)
  /// The database is undamaged, but the log beside it belongs to another one.
  case foreignLog(path: String, log: String)
  case notAFile(path: String)
  /// A symbolic link in the path, or at its end, whose target is missing.
  case leadsNowhere(path: String, link: String, target: String)
  /// Hard links: SQLite keeps recent writes in a log beside one of the names alone.
  case manyNames(path: String, count: Int)
  case unwritable(path: String, reason: String)
  /// A program other than skeind has locked it.
  case busy(path: String)
  /// The path's file system has no locks, and without them two programs would corrupt the database.
  case noLocks(path: String)
  case machine(String)

  /// What happened, and what to do next.
  package var message: String {
    switch self {
    case .alreadyRunning(let pid, let socketPath):
      "skeind runs already on this database, as process \(pid): connect to \(socketPath)."
    case .newerSchema(let path, let found, let known):
      """
      \(path) has schema \(found), and this skeind knows schemas up to \(known): install the newer \
      skeind, or open the copy that it made before it changed the file (\(path).pre-v…).
      """
    case .foreign(let path, let applicationID):
      """
      \(path) is another program's database (application id \(applicationID)): choose another \
      --database.
      """
    case .damaged(let path, let reason):
      """
      \(path) is damaged (\(reason)): restore a backup, or save what is left with \
      `sqlite3 \(path) .recover`.
      """
    case .foreignLog(let path, let log):
      """
      \(log) is not the log of \(path), which is whole without it: it belongs to the database that \
      stood here before, or to another state of this one. If you have put a backup there, move \(log) \
      and \(path)-shm away and start skeind again; if not, put back what stood there.
      """
    case .notAFile(let path):
      "\(path) is not a file: choose another --database."
    case .leadsNowhere(let path, let link, let target):
      """
      \(path) cannot be opened: \(link) is a symbolic link to \(target), which is not there. Mount or \
      make what it leads to, or remove the link.
      """
    case .manyNames(let path, let count):
      """
      \(path) is one of \(count) names of the same file (hard links), and under another name what is \
      written now would be missing: remove the other names, or make a copy with skein db backup.
      """
    case .unwritable(let path, let reason):
      StrayOwner(onTheWayTo: path).map { "\(path) can't be written (\(reason)): \($0.advice)." }
        ?? "\(path) can't be written (\(reason)): make it and its directory yours and writable."
    case .busy(let path):
      "Another program holds \(path): end it and start skeind again."
    case .noLocks(let path):
      "The file system of \(path) has no locks: put the database elsewhere (SKEIN_DATABASE, --database)."
    case .machine(let reason):
      reason
    }
  }
}

extension OpenFailure {
  /// The one place that translates SQLite's result codes (sqlite.org/rescode.html).
  init(code: Int32, text: String, path: String) {
    switch ResultCode(rawValue: code & 0xFF) {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, reason: text)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH, .SQLITE_FULL:
      self = .unwritable(path: path, reason: text)
    // SQLite reports a file that cannot be locked at all as busy, too. So a lock is tried on the
    // lock file: closing the database file would drop the locks that this process has on it.
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = FileLocks.areMissing(at: path + ".lock") ? .noLocks(path: path) : .busy(path: path)
    default: self = .machine("\(path) can't be opened: \(text).")
    }
  }

  init(_ error: any Error, path: String) {
    if let failure = error as? OpenFailure {
      self = failure
    } else if let error = error as? DatabaseError {
      self.init(
        code: error.extendedResultCode.rawValue, text: error.message ?? "SQLite error",
        path: path)
    } else {
      self = .machine("\(path) can't be opened: \(error).")
    }
  }
}
