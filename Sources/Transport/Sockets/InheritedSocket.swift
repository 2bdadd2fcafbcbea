import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Socket activation, as in sd_listen_fds(3): the service manager passes one listening Unix socket.
enum InheritedSocket {
  /// The number of the first descriptor that is passed.
  private static let first: Int32 = 3

  private static let found = Mutex<Result<Int32?, ListenFailure>?>(nil)

  /// The descriptor that was passed to this process. The variables are removed, because child
  /// processes must not use them. A second call returns the same.
  static func claimed() throws(ListenFailure) -> Int32? {
    let result = found.withLock { found in
      if let found { return found }
      let pid = variable("LISTEN_PID")
      let count = variable("LISTEN_FDS")
      for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
      let result = Result { () throws(ListenFailure) in try descriptor(pid: pid, count: count) }
      found = result
      return result
    }
    return try result.get()
  }

  static func descriptor(pid: String?, count: String?) throws(ListenFailure) -> Int32? {
    guard let pid, Int32(pid) == getpid(), let count, count != "0" else { return nil }
    guard count == "1" else {
      throw .inherited(why: "LISTEN_FDS is \(count.prefix(16)), but skeind accepts only one socket")
    }
    return first
  }

  /// Refuses a descriptor that is not a listening Unix stream socket; returns its path.
  static func check(_ descriptor: Int32) throws(ListenFailure) -> SocketPath {
    guard try option(SO_TYPE, of: descriptor) == LibC.streamType else {
      throw .inherited(why: "it is not a stream socket (ListenStream=)")
    }
    guard try option(SO_ACCEPTCONN, of: descriptor) != 0 else {
      throw .inherited(why: "it does not listen")
    }
    var address = sockaddr_un()
    var size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &size)
      }
    }
    guard result == 0 else { throw .machine("look at the inherited socket", errno: errno) }
    guard address.sun_family == sa_family_t(AF_UNIX) else {
      throw .inherited(why: "it is not a Unix socket")
    }
    let path = withUnsafeBytes(of: address.sun_path) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard !path.isEmpty else { throw .inherited(why: "it has no path") }
    try LibC.keepFromChildren(descriptor)
    return try SocketPath(path)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func option(_ name: Int32, of descriptor: Int32) throws(ListenFailure) -> Int32 {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 else {
      throw .inherited(why: "descriptor \(descriptor): \(LibC.text(of: errno))")
    }
    return value
  }
}
