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
    /// `socket:` in the user's configuration.
    case configuration
    /// The runtime or the temporary directory, where others may have been first.
    case rule
    /// The database's own place, where a daemon of another one has the one by the rule.
    case database
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
    case .variable, .configuration, .rule, .database: false
    }
  }

  /// Whether the user named it: then it may be another's.
  var isNamed: Bool {
    switch origin {
    case .flag, .variable: true
    // Where one's own daemon listens: nobody else belongs there.
    case .configuration, .rule, .database, .lock, .service: false
    }
  }

  /// Whether what is kept there has to be the user's own database: unless a command or its
  /// environment named this very socket.
  var isForOwnDatabase: Bool {
    switch origin {
    case .configuration, .rule, .database, .lock: true
    case .flag, .variable, .service: false
    }
  }

  /// Whether a daemon that is started in the same environment comes to it by itself.
  var isFoundByDaemon: Bool {
    switch origin {
    case .configuration, .rule: true
    case .flag, .variable, .database, .lock, .service: false
    }
  }

  /// What an address holds, its final zero left out: 107 bytes on Linux, 103 on macOS.
  package static let lengthLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// `--socket`, `$SKEIN_SOCKET`, `socket:` of the configuration, `$XDG_RUNTIME_DIR`, `$TMPDIR`,
  /// `/tmp`, in this order; `SKEIN_SOCKET` has to be absolute, the others are passed over where they
  /// are not.
  package static func resolve(
    flag: String?, environment: Environment, configured: String? = nil, uid: UInt32 = getuid()
  ) throws(ClientError) -> SocketPath {
    if let flag {
      guard !flag.isEmpty else { throw .usage("--socket needs a path.") }
      return try SocketPath(checking: absolutePath(flag), origin: .flag)
    }
    try environment.expectAbsolute("SKEIN_SOCKET")
    let places = environment.places(of: uid)
    if let named = places.path("SKEIN_SOCKET") {
      return try SocketPath(checking: named, origin: .variable)
    }
    if let configured { return try SocketPath(checking: configured, origin: .configuration) }
    return try SocketPath(checking: places.socketByRule.path, origin: .rule)
  }

  /// A socket of the database's own in the same directory, for where another's daemon has this one.
  func own(of database: DatabaseFile) throws(ClientError) -> SocketPath {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return try SocketPath(
      checking: "\(path[..<slash])/skein-\(database.digest).sock", origin: .database)
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
