import Identity

/// Reserves a socket's path without listening there, so that no daemon can start on it until it is
/// released.
package final class SocketReservation: Sendable {
  private let lock: InstanceLock

  /// Throws `alreadyRunning` if a daemon has the path.
  package init(_ path: String) throws(ListenFailure) {
    let path = try SocketPath(path)
    try SocketDirectory.prepare(path.directory)
    lock = try ListeningSocket.lock(path)
  }

  package func release() {
    lock.release()
  }
}
