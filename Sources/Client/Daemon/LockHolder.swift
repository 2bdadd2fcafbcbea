import Identity

/// A running daemon that holds a lock which concerns this client, whether it answers or not; never
/// the daemon of another database.
struct LockHolder: Equatable {
  let pid: Int32
  let socketPath: String
  /// `nil` for a daemon that does not report its phase.
  let phase: InstanceLock.Report.Phase?
  /// Whether the socket's lock was removed together with the socket: temporary directories are
  /// cleaned up.
  let isSocketLost: Bool

  /// The holder of the socket's lock, else of the database's; `nil` when nobody holds either.
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

  /// The message when it continues to give no answer.
  var silence: String {
    let process = "skeind (process \(pid))"
    switch phase {
    case .starting:
      return "\(process) is still starting, and does not answer at \(socketPath) yet; "
        + "skein daemon logs shows its progress."
    case .stopping:
      return "\(process) has been stopping for a long time; skein daemon stop ends it."
    case .serving, nil:
      return isSocketLost
        ? "\(process) runs, but its socket \(socketPath) was removed: it makes it anew within a "
          + "minute, skein daemon restart does so at once."
        : "\(process) holds the lock of \(socketPath) and does not answer there: skein daemon stop "
          + "ends it."
    }
  }
}
