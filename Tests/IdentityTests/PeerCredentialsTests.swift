import Identity
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct PeerCredentialsTests {
  @Test func `the kernel names the process at the other end`() throws {
    var pair: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    try #require(socketpair(AF_UNIX, type, 0, &pair) == 0)
    defer { for descriptor in pair { close(descriptor) } }
    let peer = try PeerCredentials(descriptor: pair[0])
    #expect(peer.uid == geteuid())
    #expect(peer.gid == getegid())
    #expect(peer.pid == getpid())
  }

  @Test func `what has no peer has no credentials`() throws {
    #expect(throws: PeerCredentials.Unknown.self) { try PeerCredentials(descriptor: -1) }
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for descriptor in ends { close(descriptor) } }
    #expect(throws: PeerCredentials.Unknown.self) { try PeerCredentials(descriptor: ends[0]) }
    #if canImport(Glibc)
      let lone = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let lone = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    defer { close(lone) }
    #expect(throws: PeerCredentials.Unknown.self) { try PeerCredentials(descriptor: lone) }
  }
}
