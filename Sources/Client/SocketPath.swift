import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the daemon listens.
package struct SocketPath: Equatable, Sendable {
  package let path: String
  /// Whether `--socket` named it: then it is this one and no other.
  package let isExact: Bool

  /// What an address holds, its final zero left out: 107 bytes on Linux, 103 on macOS.
  package static let lengthLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// `--socket`, `$SKEIN_SOCKET`, `$XDG_RUNTIME_DIR`, `$TMPDIR`, `/tmp`, in this order; variables
  /// that are not absolute are passed over.
  package static func resolve(
    flag: String?, environment: Environment, uid: UInt32 = getuid()
  ) throws(ClientError) -> SocketPath {
    if let flag {
      guard !flag.isEmpty else { throw .usage("--socket needs a path.") }
      return try SocketPath(checking: absolutePath(flag), isExact: true)
    }
    return try SocketPath(checking: environment.places(of: uid).socket, isExact: false)
  }

  init(checking path: String, isExact: Bool) throws(ClientError) {
    guard !path.utf8.contains(0), path.utf8.count <= Self.lengthLimit else {
      throw .usage(
        "The socket path \(path) has \(path.utf8.count) bytes; an address holds "
          + "\(Self.lengthLimit). Choose a shorter one with --socket or SKEIN_SOCKET.")
    }
    self.path = path
    self.isExact = isExact
  }
}
