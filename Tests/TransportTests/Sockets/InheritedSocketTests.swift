import OwnThread
import Testing

@testable import Transport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite(.ownThread) struct InheritedSocketTests {
  private let directory: TemporaryDirectory
  private let path: SocketPath

  init() throws {
    directory = try TemporaryDirectory()
    path = try SocketPath(directory.path + "/s")
  }

  private func bound() throws -> Int32 {
    let descriptor = try LibC.streamSocket()
    try #require(path.withAddress { bind(descriptor, $0, $1) } == 0)
    _ = fcntl(descriptor, F_SETFD, 0)
    return descriptor
  }

  @Test func `the variables of another process are ignored`() throws {
    let pid = "\(getpid())"
    #expect(try InheritedSocket.descriptor(pid: pid, count: "1") == 3)
    #expect(try InheritedSocket.descriptor(pid: "1", count: "1") == nil)
    #expect(try InheritedSocket.descriptor(pid: "x", count: "1") == nil)
    #expect(try InheritedSocket.descriptor(pid: nil, count: "1") == nil)
    #expect(try InheritedSocket.descriptor(pid: pid, count: nil) == nil)
    #expect(try InheritedSocket.descriptor(pid: pid, count: "0") == nil)
    #expect(throws: ListenFailure.self) { try InheritedSocket.descriptor(pid: pid, count: "2") }
  }

  @Test func `what can't be listened on is refused`() throws {
    let lone = try bound()
    defer { close(lone) }
    #expect(throws: ListenFailure.inherited(why: "it does not listen")) {
      try ListeningSocket(inherited: lone)
    }
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    #expect(throws: ListenFailure.self) { try ListeningSocket(inherited: file) }
    #expect(throws: ListenFailure.self) { try ListeningSocket(inherited: -1) }
    let internet = socket(AF_INET, LibC.streamType, 0)
    defer { close(internet) }
    listen(internet, 1)
    #expect(throws: ListenFailure.inherited(why: "it is not a Unix socket")) {
      try ListeningSocket(inherited: internet)
    }
  }

  @Test func `an inherited socket is served and its file stays`() async throws {
    let descriptor = try bound()
    listen(descriptor, 8)
    let events = Events()
    let configuration = ListenerConfiguration(socketPath: "/nowhere/at/all", log: { _, _ in })
    let socket = try ListeningSocket(inherited: descriptor)
    #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
    let listener = Listener(configuration, socket: socket) { _, outlet in
      .success(SpecificationEndpoint(outlet, events: events))
    }
    #expect(listener.path == path.text)
    try listener.start()
    #expect(try TestClient(path.text).transcript(ping(1) + "\n") == ["1=null"])
    await listener.drain(graceSeconds: 1)
    #expect(try FileIdentity(at: path.text)?.isSocket == true)
  }
}
