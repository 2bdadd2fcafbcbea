import OwnThread
import Testing
import Wire

@testable import Transport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite(.ownThread) struct ListenerTests {
  @Test func `a second listener on the path hears who is there`() async throws {
    try await Server.run { server in
      let configuration = ListenerConfiguration(socketPath: server.path, log: { _, _ in })
      #expect(throws: ListenFailure.alreadyRunning(pid: getpid(), path: server.path)) {
        try Listener(configuration) { _, _ in .failure(.noUser) }
      }
      let client = try server.client()
      #expect(try client.transcript(ping(1) + "\n") == ["1=null"])
    }
  }

  @Test func `a client too many gets one line and is closed`() async throws {
    try await Server.run(LimitSettings(connections: 2)) { server in
      let clients = [try server.client(), try server.client()]
      for client in clients {
        try client.send(ping(1) + "\n")
        #expect(try client.shapes(1) == ["1=null"])
      }
      #expect(server.listener.connectionCount == 2)
      let surplus = try server.client()
      let line = try #require(try surplus.line())
      #expect(shape(line) == "null!-32001")
      #expect(try errorMember("retryAfterMs", line) == "1000")
      #expect(try surplus.line() == nil)
      clients[0].close()
      try server.events.wait("one has left") { server.listener.connectionCount < 2 }
      #expect(try server.client().transcript(ping(2) + "\n") == ["2=null"])
    }
  }

  @Test(arguments: [
    (PeerRefusal.noUser, "and the setting `others` is refuse"),
    (
      PeerRefusal.lookupFailed("the disk is gone"),
      "its user could not be looked up: the disk is gone"
    ),
    (PeerRefusal.notOpen, "the daemon has not opened its database yet"),
  ])
  func `a peer that is refused is closed without a word, and the log says why`(
    _ refusal: PeerRefusal, _ reason: String
  ) async throws {
    try await Server.run(refusal: refusal) { server in
      let client = try server.client()
      #expect(try client.rest() == "")
      try server.events.wait("a line") { server.log.contains { $0.hasSuffix(reason) } }
    }
  }

  @Test func `many connections come and go`() async throws {
    try await Server.run { server in
      for _ in 0..<10 {
        let clients = try (0..<100).map { _ in try server.client() }
        for client in clients { try client.send(ping(1) + "\n") }
        for client in clients { #expect(try client.shapes(1) == ["1=null"]) }
      }
      try server.events.wait("all have left") { server.listener.connectionCount == 0 }
    }
  }

  @Test func `draining lets calls in flight end and then closes`() async throws {
    try await Server.run { server in
      let (busy, idle) = (try server.client(), try server.client())
      try busy.send(hold(1) + "\n")
      try idle.send(ping(1) + "\n")
      #expect(try idle.shapes(1) == ["1=null"])
      try server.events.wait("a call") { server.endpoints.contains { $0.heldCount == 1 } }
      let drained = Task { await server.listener.drain(graceSeconds: 30) }
      #expect(try idle.line() == nil)
      #expect(try FileIdentity(at: server.path) == nil)
      for endpoint in server.endpoints { endpoint.release() }
      #expect(try busy.shapes(1) == ["1=true"])
      #expect(try busy.line() == nil)
      await drained.value
      #expect(server.listener.connectionCount == 0)
    }
  }

  @Test func `draining closes what has not ended when the grace is over`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(1) + "\n")
      let endpoint = try server.endpoint()
      try server.events.wait("a call") { endpoint.heldCount == 1 }
      await server.listener.drain(graceSeconds: 0.05)
      #expect(try client.line() == nil)
      #expect(endpoint.disconnections == 1)
      endpoint.release()
    }
  }

  @Test func `run returns when it has drained, and the path is free`() async throws {
    let directory = try TemporaryDirectory()
    let configuration = ListenerConfiguration(socketPath: directory.path + "/s", log: { _, _ in })
    for _ in 0..<2 {
      let listener = try Listener(configuration) { _, outlet in
        .success(SpecificationEndpoint(outlet, events: Events()))
      }
      let running = Task { try await listener.run() }
      await listener.drain(graceSeconds: 1)
      try await running.value
    }
    #expect(try FileIdentity(at: directory.path + "/s") == nil)
  }

  @Test func `a deleted socket is bound anew`() async throws {
    try await Self.watched { path, told, _ in
      unlink(path)
      try told.wait("it is created again") { told.all.contains { $0.contains("created again") } }
      let client = try TestClient(path)
      #expect(try client.transcript(ping(1) + "\n") == ["1=null"])
    }
  }

  @Test func `a stolen socket is told and left to its thief`() async throws {
    try await Self.watched { path, told, server in
      let thief = try LibC.streamSocket()
      defer { close(thief) }
      let elsewhere = try SocketPath(path + "2")
      try #require(elsewhere.withAddress { bind(thief, $0, $1) } == 0)
      try #require(rename(elsewhere.text, path) == 0)
      let stolen = try FileIdentity(at: path)
      try told.wait("it is told") { told.all.contains("stolen") }
      server.stopAccepting()
      #expect(try FileIdentity(at: path) == stolen)
    }
  }

  /// A listener that looks at its path a hundred times a second.
  private static func watched(
    _ body: (String, Told, Listener) throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    let (path, told) = (directory.path + "/s", Told())
    var configuration = ListenerConfiguration(
      socketPath: path, log: { _, line in told.put(line) }, onStolen: { told.put("stolen") })
    configuration.pathCheckSeconds = 0.01
    let listener = try Listener(configuration) { _, outlet in
      .success(SpecificationEndpoint(outlet, events: Events()))
    }
    try listener.start()
    let result = Result { try body(path, told, listener) }
    await listener.drain(graceSeconds: 0)
    try result.get()
  }
}

/// What a listener said, line by line.
private final class Told: Sendable {
  private let lines = Shelf<String>()
  private let events = Events()

  var all: [String] { lines.all }

  func put(_ line: String) {
    lines.put(line)
    events.happened()
  }

  func wait(_ what: Comment, until isTrue: () -> Bool) throws {
    try events.wait(what, until: isTrue)
  }
}
