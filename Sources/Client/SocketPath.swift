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
  /// Who says so.
  package enum Origin: Equatable, Sendable {
    /// `--socket`.
    case flag
    /// `SKEIN_SOCKET`.
    case variable
    /// The runtime or the temporary directory, where others may have been first.
    case rule
    /// The lock beside the database.
    case lock
    /// The service manager.
    case service
  }

  package let path: String
  package let origin: Origin

  /// Whether it is this one and no other.
  package var isExact: Bool {
    switch origin {
    case .flag, .lock, .service: true
    case .variable, .rule: false
    }
  }

  /// Whether the user named it: then it may be another's.
  var isNamed: Bool {
    switch origin {
    case .flag, .variable: true
    case .rule, .lock, .service: false
    }
  }

  /// What an address holds, its final zero left out: 107 bytes on Linux, 103 on macOS.
  package static let lengthLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// `--socket`, `$SKEIN_SOCKET`, `$XDG_RUNTIME_DIR`, `$TMPDIR`, `/tmp`, in this order; variables
  /// that are not absolute are passed over.
  package static func resolve(
    flag: String?, environment: Environment, uid: UInt32 = getuid()
  ) throws(ClientError) -> SocketPath {
    if let flag {
      guard !flag.isEmpty else { throw .usage("--socket needs a path.") }
      return try SocketPath(checking: absolutePath(flag), origin: .flag)
    }
    let places = environment.places(of: uid)
    return try SocketPath(
      checking: places.socket, origin: places.path("SKEIN_SOCKET") == nil ? .rule : .variable)
  }

  package init(checking path: String, origin: Origin) throws(ClientError) {
    guard !path.utf8.contains(0), path.utf8.count <= Self.lengthLimit else {
      throw .usage(
        "The socket path \(path) has \(path.utf8.count) bytes; an address holds "
          + "\(Self.lengthLimit). Choose a shorter one with --socket or SKEIN_SOCKET.")
    }
    self.path = path
    self.origin = origin
  }
}
