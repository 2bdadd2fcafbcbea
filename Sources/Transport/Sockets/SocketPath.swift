#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A path that fits into a Unix socket's address.
struct SocketPath: Equatable, Sendable {
  let text: String

  /// The most bytes of a path, 107 on Linux and 103 on macOS. It is checked here because the
  /// system's error, EINVAL, does not name the reason.
  static var limit: Int {
    MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
  }

  init(_ text: String) throws(ListenFailure) {
    let bytes = text.utf8.count
    guard bytes <= Self.limit else {
      throw .pathTooLong(path: text, bytes: bytes, limit: Self.limit)
    }
    guard bytes > 0, !text.utf8.contains(0) else {
      throw .machine(step: "the socket's path", why: "it is empty or contains a NUL")
    }
    self.text = text
  }

  var lockPath: String { text + ".lock" }

  var directory: String {
    guard let slash = text.lastIndex(of: "/") else { return "." }
    return slash == text.startIndex ? "/" : String(text[..<slash])
  }

  /// Calls `body`, such as bind(2) or connect(2), with the address.
  func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: text.utf8) }
    return withUnsafePointer(to: address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
