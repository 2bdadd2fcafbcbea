#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Who holds the other end of a Unix socket, as the kernel says.
///
/// Made from a connected descriptor and from nothing else: whoever has one has a real peer.
package struct PeerCredentials: Sendable, Equatable {
  package let uid: UInt32
  package let gid: UInt32
  /// For logs only: a pid may belong to another process by now. 0 where the kernel does not tell.
  package let pid: Int32

  /// The kernel did not say who is there.
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
      // A socket without a peer answers -1 for both.
      guard size == expected, credentials.uid != .max else {
        throw Unknown(errorNumber: ENOTCONN)
      }
      (uid, gid, pid) = (credentials.uid, credentials.gid, credentials.pid)
    #endif
  }
}

#if !canImport(Darwin)
  /// The kernel's `struct ucred`, which the Glibc module leaves out.
  private struct KernelCredentials {
    var pid: Int32 = 0
    var uid: UInt32 = .max
    var gid: UInt32 = .max
  }
#endif
