import Identity

/// A daemon that lives and holds a lock that matters here, whether it answers or not: never one that
/// keeps another database than the one that is meant.
struct LockHolder: Equatable {
  let pid: Int32
  let socketPath: String
  /// `nil` for a daemon that does not say how far it is.
  let phase: InstanceLock.Report.Phase?
  /// Whether the socket's lock is gone with the socket: temporary directories are swept.
  let isSocketLost: Bool

  /// Of the socket's lock first, then of the database's; `nil` when nobody holds either.
  init?(at socket: SocketPath, database: DatabaseFile?) {
    if let lock = LockFile(besideSocket: socket.path), lock.isHeld,
      Self.isMeant(lock, at: socket, database)
    {
      (pid, socketPath, phase) = (lock.pid, lock.socketPath, lock.report?.phase)
      isSocketLost = !SmallFile.exists(socket.path)
    } else if !socket.isExact, let lock = database?.lock, lock.isHeld {
      let place = LockFile(besideSocket: lock.socketPath)
      (pid, socketPath) = (lock.pid, lock.socketPath)
      phase = place?.pid == lock.pid ? place?.report?.phase : nil
      isSocketLost = !SmallFile.exists(lock.socketPath)
    } else {
      return nil
    }
  }

  private static func isMeant(
    _ lock: LockFile, at socket: SocketPath, _ database: DatabaseFile?
  ) -> Bool {
    guard socket.isForOwnDatabase, let database else { return true }
    guard let kept = lock.report?.databasePath, !kept.isEmpty else {
      return database.lock?.pid == lock.pid
    }
    return database.isSame(as: kept)
  }

  /// What to say when it goes on without answering.
  var silence: String {
    let process = "skeind (process \(pid))"
    switch phase {
    case .starting:
      return "\(process) is still starting, and does not answer at \(socketPath) yet; "
        + "skein daemon logs says how far it is."
    case .stopping:
      return "\(process) has been stopping for long; skein daemon stop ends it."
    case .serving, nil:
      return isSocketLost
        ? "\(process) runs, but its socket \(socketPath) was removed: it makes it anew within a "
          + "minute, skein daemon restart does so at once."
        : "\(process) holds the lock of \(socketPath) and does not answer there: skein daemon stop "
          + "ends it."
    }
  }
}
