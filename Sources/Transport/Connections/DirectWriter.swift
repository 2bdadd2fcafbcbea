#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A second descriptor of a client's socket, for writing at once from any thread: what a model says
/// reaches its reader without waiting for the loop.
///
/// The loop closes its own descriptor when it likes, and the number may then be somebody else's;
/// this one is closed with this value. The client sees the end when both are.
struct DirectWriter: ~Copyable {
  private let descriptor: Int32

  /// Nothing where descriptors are scarce: then the loop writes alone.
  init?(duplicating socket: Int32) {
    // Half of what is allowed stays for those who come.
    guard socket < sysconf(Int32(_SC_OPEN_MAX)) / 2 else { return nil }
    let copy = fcntl(socket, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { return nil }
    descriptor = copy
  }

  /// How many bytes the socket took; none when it has no room, or when the client is gone, which the
  /// loop will find out.
  borrowing func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      // Broken pipes are ignored for the whole process.
      let flags = MSG_DONTWAIT
    #else
      let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    #endif
    return max(send(descriptor, bytes.baseAddress, bytes.count, flags), 0)
  }

  /// Whether the client has closed both directions, or was reset.
  ///
  /// Costs a system call: for whoever has had much of the loop, or nothing of it yet.
  var isGone: Bool {
    #if os(Linux)
      var watched = pollfd(fd: descriptor, events: 0, revents: 0)
      return poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLHUP | POLLERR) != 0
    #else
      // Elsewhere a client that has only half-closed may be told as gone: the loop will hear.
      return false
    #endif
  }

  deinit {
    close(descriptor)
  }
}
