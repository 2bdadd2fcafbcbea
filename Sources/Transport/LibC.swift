#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

#if canImport(Darwin)
  private typealias SystemGroup = Darwin.group
#elseif canImport(Glibc)
  private typealias SystemGroup = Glibc.group
#elseif canImport(Musl)
  private typealias SystemGroup = Musl.group
#endif

/// System calls whose names or types differ between systems.
enum LibC {
  static func text(of errno: Int32) -> String {
    String(cString: strerror(errno))
  }

  static var streamType: Int32 {
    #if canImport(Glibc)
      Int32(SOCK_STREAM.rawValue)
    #else
      SOCK_STREAM
    #endif
  }

  static func streamSocket() throws(ListenFailure) -> Int32 {
    let descriptor = socket(AF_UNIX, streamType, 0)
    guard descriptor >= 0 else { throw .machine("make a socket", errno: errno) }
    try keepFromChildren(descriptor)
    return descriptor
  }

  /// The number of a group, given by name or number.
  static func group(_ name: String?) throws(ListenFailure) -> UInt32? {
    guard let name else { return nil }
    if let number = UInt32(name) { return number }
    var entry = SystemGroup()
    var found: UnsafeMutablePointer<SystemGroup>?
    var buffer = [CChar](repeating: 0, count: 64 << 10)
    let code = getgrnam_r(name, &entry, &buffer, buffer.count, &found)
    guard code == 0, let found else {
      throw .machine(step: "find the group \(name) (socketGroup)", why: "there is no such group")
    }
    return found.pointee.gr_gid
  }

  /// Closes the descriptor in child processes, which would otherwise keep the connection open; NIO
  /// does not do this.
  static func keepFromChildren(_ descriptor: Int32) throws(ListenFailure) {
    guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
      throw .machine("keep a socket from children", errno: errno)
    }
  }

  /// Ignores SIGPIPE: a client that disconnects is an error of write(2), not a signal.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Raises the limit of open files: 1024 connections and a database need more than the usual soft
  /// limit of 1024 or 256.
  static func raiseFileLimit() {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    #if canImport(Darwin)
      // Darwin refuses more than this, even below the hard limit.
      limit.rlim_cur = min(limit.rlim_max, rlim_t(OPEN_MAX))
    #endif
    _ = setrlimit(resource, &limit)
  }
}
