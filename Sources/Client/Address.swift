#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Opens the socket at a path.
enum Address {
  /// What came of trying.
  enum Attempt {
    case connected(Int32)
    /// Nobody listens there: the path is free, or left over from a daemon that died.
    case nobody
  }

  static func connect(_ path: String) throws(ClientError) -> Attempt {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let file = socket(AF_UNIX, type, 0)
    guard file >= 0 else { throw .system(LibC.message("No socket can be made")) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, size, file) }
    }
    if status == 0 {
      ready(file)
      return .connected(file)
    }
    let error = errno
    close(file)
    switch error {
    case ENOENT, ECONNREFUSED, ENOTDIR: return .nobody
    case EACCES, EPERM:
      throw .unreachable("The socket \(path) is another user's, or its directory is closed to you.")
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

  /// From here on nothing blocks but poll(2).
  private static func ready(_ file: Int32) {
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(file, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }
}
