import Identity

/// Keeps every daemon away from a socket's path without listening there, until it is released.
package final class SocketReservation: Sendable {
  private let lock: InstanceLock

  /// `alreadyRunning` when a daemon has the path.
  package init(_ path: String) throws(ListenFailure) {
    let path = try SocketPath(path)
    try SocketDirectory.prepare(path.directory)
    lock = try ListeningSocket.lock(path)
  }

  package func release() {
    lock.release()
  }
}
