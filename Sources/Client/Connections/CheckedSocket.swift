import Identity

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A connected socket whose peer was checked, and over which nothing has been sent yet.
///
/// No other code connects, and no other code makes a `Connection`.
struct CheckedSocket {
  let path: String
  let descriptor: Int32
  let process: ListeningProcess
  /// The user at the other end, when it is not this user.
  let other: SystemUser?

  private init(
    _ path: String, _ descriptor: Int32, process: ListeningProcess, other: SystemUser?
  ) {
    self.path = path
    self.descriptor = descriptor
    self.process = process
    self.other = other
  }

  /// The user at the other end of a socket that this user named, when it is neither this user nor
  /// root.
  var stranger: SystemUser? { other.flatMap { $0.uid == 0 ? nil : $0 } }

  /// Connects; `nil` when no process listens there.
  ///
  /// A socket that the user did not name must be in a directory where nobody else could have put
  /// it, and be answered by a process of this user or of root. The directory is checked before the
  /// connection is made, the process when the kernel has made it.
  static func connect(
    to socket: SocketPath, until deadline: Deadline, as user: UInt32 = geteuid()
  ) throws(ClientError) -> CheckedSocket? {
    if !socket.isNamed {
      do throws(SocketDirectory.Unsafe) {
        guard try SocketDirectory(of: socket.path, user: user).isThere() else { return nil }
      } catch {
        throw .untrusted(socket.refusal(because: "\(error.path) \(error.why)"))
      }
    }
    guard
      case .connected(let descriptor) = try Address.connect(socket.path, until: deadline)
    else { return nil }
    do throws(ClientError) {
      let peer = try peer(of: descriptor, at: socket)
      let isStranger = peer.uid != user && peer.uid != 0
      if isStranger, !socket.isNamed {
        throw .untrusted(socket.refusal(because: "\(SystemUser(peer.uid)) answers there"))
      }
      return CheckedSocket(
        socket.path, descriptor, process: ListeningProcess(pid: peer.pid, path: socket.path),
        other: peer.uid == user ? nil : SystemUser(peer.uid))
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func peer(
    of descriptor: Int32, at socket: SocketPath
  ) throws(ClientError) -> PeerCredentials {
    do throws(PeerCredentials.Unknown) {
      return try PeerCredentials(descriptor: descriptor)
    } catch {
      throw .unreachable("Cannot find out which user listens at \(socket.path) (\(error)).")
    }
  }
}

extension SocketPath {
  fileprivate func refusal(because why: String) -> String {
    let source = origin == .lock ? ", which the lock beside the database names" : ""
    return
      "Nothing was sent to \(path)\(source): \(why). Set XDG_RUNTIME_DIR to a directory of your "
      + "own, or SKEIN_SOCKET to the socket that you mean."
  }
}

/// Opens the socket at a path.
private enum Address {
  /// The result of one attempt.
  enum Attempt {
    case connected(Int32)
    /// No process listens there: the path is free, or was left by a daemon that died.
    case nobody
  }

  /// Connects. A full queue means that the daemon does not accept connections: the call waits for
  /// it until `deadline`.
  static func connect(
    _ path: String, until deadline: Deadline
  ) throws(ClientError) -> Attempt {
    var pause = Backoff()
    while true {
      if let attempt = try attempt(path) { return attempt }
      guard !deadline.hasPassed else {
        let process = ListeningProcess(pid: LockFile(besideSocket: path)?.pid ?? 0, path: path)
        throw .unreachable(process.silence)
      }
      try pause.wait(nil, until: deadline)
    }
  }

  /// One attempt; `nil` where the queue is full.
  private static func attempt(_ path: String) throws(ClientError) -> Attempt? {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let file = socket(AF_UNIX, type, 0)
    guard file >= 0 else { throw .system(LibC.message("Cannot create a socket")) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    ready(file)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, size, file) }
    }
    if status == 0 { return .connected(file) }
    let error = errno
    close(file)
    switch error {
    case EAGAIN: return nil
    case ENOENT, ECONNREFUSED, ENOTDIR: return .nobody
    case EACCES, EPERM:
      throw .foreign("The socket \(path) is another user's, or its directory is closed to you.")
    case ENOTSOCK, EPROTOTYPE:
      throw .unreachable("\(path) is not the socket of a daemon.")
    default: throw .unreachable(LibC.message("Cannot connect to \(path)", error))
    }
  }

  private static func call(_ address: UnsafePointer<sockaddr>, _ size: socklen_t, _ file: Int32)
    -> Int32
  {
    while true {
      #if canImport(Glibc)
        let status = Glibc.connect(file, address, size)
      #elseif canImport(Musl)
        let status = Musl.connect(file, address, size)
      #else
        let status = Darwin.connect(file, address, size)
      #endif
      if status == 0 || errno != EINTR { return status }
    }
  }

  /// Makes the socket non-blocking: only poll(2) may block.
  private static func ready(_ file: Int32) {
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(file, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }
}
