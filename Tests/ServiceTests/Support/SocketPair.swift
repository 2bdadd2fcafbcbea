#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two connected sockets, which are closed together with this object.
final class SocketPair {
  let one: Int32
  let other: Int32

  struct Refused: Error {}

  init() throws {
    var pair: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw Refused() }
    (one, other) = (pair[0], pair[1])
  }

  deinit {
    close(one)
    close(other)
  }
}
