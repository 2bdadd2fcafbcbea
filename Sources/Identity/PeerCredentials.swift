#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The process at the other end of a Unix socket, as the kernel reports it.
///
/// It can only be made from a connected descriptor, so its values always come from the kernel.
package struct PeerCredentials: Sendable, Equatable {
  package let uid: UInt32
  package let gid: UInt32
  /// For logs only: the pid may belong to another process by now. 0 if the kernel does not report
  /// it.
  package let pid: Int32

  /// The kernel did not report the peer.
  package struct Unknown: Error, Equatable, Sendable, CustomStringConvertible {
    package let errorNumber: Int32

    package var description: String {
      "the peer's credentials: \(String(cString: strerror(errorNumber)))"
    }
  }

  package init(descriptor: Int32) throws(Unknown) {
    #if canImport(Darwin)
      var user = uid_t.max
      var group = gid_t.max
      guard getpeereid(descriptor, &user, &group) == 0 else { throw Unknown(errorNumber: errno) }
      var process: pid_t = 0
      var size = socklen_t(MemoryLayout<pid_t>.size)
      if getsockopt(descriptor, SOL_LOCAL, LOCAL_PEERPID, &process, &size) != 0 { process = 0 }
      (uid, gid, pid) = (user, group, process)
    #else
      var credentials = KernelCredentials()
      let expected = socklen_t(MemoryLayout<KernelCredentials>.size)
      var size = expected
      guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else {
        throw Unknown(errorNumber: errno)
      }
      // For a socket without a peer the kernel reports -1 for both ids.
      guard size == expected, credentials.uid != .max else {
        throw Unknown(errorNumber: ENOTCONN)
      }
      (uid, gid, pid) = (credentials.uid, credentials.gid, credentials.pid)
    #endif
  }
}

#if !canImport(Darwin)
  /// The kernel's `struct ucred`, which the Glibc module lacks.
  private struct KernelCredentials {
    var pid: Int32 = 0
    var uid: UInt32 = .max
    var gid: UInt32 = .max
  }
#endif
