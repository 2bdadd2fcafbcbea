#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A second descriptor of a client's socket, for writing from any thread: a model's output reaches
/// the client without waiting for the loop.
///
/// The loop may close its own descriptor at any time, and the number may then be reused for another
/// file; this one is closed with this value. The client sees the end when both are closed.
struct DirectWriter: ~Copyable {
  private let descriptor: Int32

  /// `nil` if few descriptors are left: then only the loop writes.
  init?(duplicating socket: Int32) {
    // Half of the descriptors are reserved for new connections.
    guard socket < sysconf(Int32(_SC_OPEN_MAX)) / 2 else { return nil }
    let copy = fcntl(socket, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { return nil }
    descriptor = copy
  }

  /// Writes, and returns how many bytes the socket took: 0 if it has no room, or if the client is
  /// gone, which the loop will notice.
  borrowing func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      // SIGPIPE is ignored in the whole process.
      let flags = MSG_DONTWAIT
    #else
      let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    #endif
    return max(send(descriptor, bytes.baseAddress, bytes.count, flags), 0)
  }

  /// Whether the client has closed both directions, or was reset.
  ///
  /// It needs a system call, so it is used only for connections that wait in line or are new.
  var isGone: Bool {
    #if os(Linux)
      var watched = pollfd(fd: descriptor, events: 0, revents: 0)
      return poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLHUP | POLLERR) != 0
    #else
      // On other systems a client that has only half-closed may look gone; the loop will notice.
      return false
    #endif
  }

  deinit {
    close(descriptor)
  }
}
