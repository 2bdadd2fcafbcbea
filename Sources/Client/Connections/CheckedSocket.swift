import Identity

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A connected socket whose other end was looked at, and over which nothing has been sent.
///
/// Nothing else connects, and nothing else makes a `Connection`.
struct CheckedSocket {
  let path: String
  let descriptor: Int32
  let process: ListeningProcess
  /// Who answers, when it is not the user.
  let other: SystemUser?

  private init(
    _ path: String, _ descriptor: Int32, process: ListeningProcess, other: SystemUser?
  ) {
    self.path = path
    self.descriptor = descriptor
    self.process = process
    self.other = other
  }

  /// Who answers at a socket that the user named, when it is neither the user nor root.
  var stranger: SystemUser? { other.flatMap { $0.uid == 0 ? nil : $0 } }

  /// `nil` when nobody listens there.
  ///
  /// A socket that the user has not named must stand where nobody else could have put it, and be
  /// answered by a process of the user's own or of root: its directory is looked at before anybody
  /// there is spoken to, the process when the kernel has connected the two.
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
      throw .unreachable("Who answers at \(socket.path) is not known (\(error)).")
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
  /// What came of trying.
  enum Attempt {
    case connected(Int32)
    /// Nobody listens there: the path is free, or left over from a daemon that died.
    case nobody
  }

  /// A queue that is full is one whose daemon does not look at it: it is waited for until
  /// `deadline`.
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

  /// `nil` where the queue is full.
  private static func attempt(_ path: String) throws(ClientError) -> Attempt? {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let file = socket(AF_UNIX, type, 0)
    guard file >= 0 else { throw .system(LibC.message("No socket can be made")) }
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

  /// Nothing blocks but poll(2).
  private static func ready(_ file: Int32) {
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(file, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }
}
