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
  /// Where the path comes from.
  package enum Origin: Equatable, Sendable {
    /// `--socket`.
    case flag
    /// `SKEIN_SOCKET`.
    case variable
    /// `socket:` in the user's configuration.
    case configuration
    /// The runtime or temporary directory (the default), where another user may have been first.
    case rule
    /// A socket for this database alone, where a daemon of another database has the default one.
    case database
    /// The lock file beside the database.
    case lock
    /// The service manager.
    case service
  }

  package let path: String
  package let origin: Origin

  /// Whether only this socket may be used.
  package var isExact: Bool {
    switch origin {
    case .flag, .lock, .service: true
    case .variable, .configuration, .rule, .database: false
    }
  }

  /// Whether the user named it: then it may belong to another user.
  var isNamed: Bool {
    switch origin {
    case .flag, .variable: true
    // This is where the user's own daemon listens: it must not be another user's.
    case .configuration, .rule, .database, .lock, .service: false
    }
  }

  /// Whether the daemon there must serve the user's own database: unless the command or its
  /// environment named this socket.
  var isForOwnDatabase: Bool {
    switch origin {
    case .configuration, .rule, .database, .lock: true
    case .flag, .variable, .service: false
    }
  }

  /// Whether a daemon that is started in the same environment finds this path by itself.
  var isFoundByDaemon: Bool {
    switch origin {
    case .configuration, .rule: true
    case .flag, .variable, .database, .lock, .service: false
    }
  }

  /// How many bytes an address holds without its final zero: 107 on Linux, 103 on macOS.
  package static let lengthLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// `--socket`, `$SKEIN_SOCKET`, `socket:` of the configuration, `$XDG_RUNTIME_DIR`, `$TMPDIR`,
  /// `/tmp`, in this order. A `SKEIN_SOCKET` that is not absolute is an error; the directories are
  /// skipped where they are not absolute.
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

  /// A socket for this database alone, in the same directory, for when another database's daemon
  /// has this one.
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
