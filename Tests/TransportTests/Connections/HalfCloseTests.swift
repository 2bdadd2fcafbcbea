import OwnThread
import Synchronization
import Testing
import Wire

@Suite(.ownThread) struct HalfCloseTests {
  @Test func `a late answer reaches a client that has half-closed`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(1) + "\n[\(hold(2))]\n")
      client.halfClose()
      let endpoint = try server.endpoint()
      try server.events.wait("two calls") { endpoint.heldCount == 2 }
      #expect(endpoint.disconnections == 0)
      endpoint.release()
      #expect(try client.shapes(2) == ["1=true", "[2=true]"])
      #expect(try client.line() == nil)
      try server.events.wait("it is told") { endpoint.disconnections == 1 }
    }
  }

  @Test func `a parked call streams after the half-close until it is answered`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(call("park", 1) + "\n")
      client.halfClose()
      let endpoint = try server.endpoint()
      try server.events.wait("a call") { endpoint.heldCount == 1 }
      endpoint.outlet.send(Array(#"{"jsonrpc":"2.0","method":"said"}"#.utf8))
      #expect(try client.shapes(1) == ["said"])
      endpoint.release()
      #expect(try client.shapes(1) == ["1=true"])
      #expect(try client.line() == nil)
    }
  }

  @Test func `a last line without its LF runs when the client half-closes`() async throws {
    try await Server.run { server in
      let client = try server.client()
      #expect(try client.transcript(ping(1) + "\n" + ping(2)) == ["1=null", "2=null"])
      #expect(try server.client().transcript(ping(1) + "\r") == ["1=null"])
      #expect(try server.client().transcript(#"{"jsonrpc""#) == ["null!-32700"])
    }
  }

  @Test func `a last line without its LF runs when the client closes`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(#"{"jsonrpc":"2.0","method":"update"}"#)
      client.close()
      let endpoint = try server.endpoint()
      try server.events.wait("it is told") { endpoint.disconnections == 1 }
      #expect(endpoint.methods == ["update"])
    }
  }

  @Test func `what was received runs after the client has gone, within the bound`() async throws {
    try await Server.run(LimitSettings(requestsInFlight: 2)) { server in
      let client = try server.client()
      try client.send((1...5).map { hold($0) + "\n" }.joined() + hold(6))
      client.close()
      let endpoint = try server.endpoint()
      for _ in 0..<3 {
        try server.events.wait("two calls") { endpoint.heldCount == 2 }
        #expect(endpoint.disconnections == 0 || endpoint.methods.count == 6)
        endpoint.release()
      }
      try server.events.wait("it is told") { endpoint.disconnections == 1 }
      #expect(endpoint.methods.count == 6)
    }
  }

  #if os(Linux)
    @Test func `what a client asked that was gone before it was let in is known to be for nobody`()
      async throws
    {
      try await Server.run { server in
        let busy = try server.client()
        try busy.send(ping(0) + "\n")
        #expect(try busy.shapes(1) == ["0=null"])
        // The loop is kept busy while they come and go.
        try busy.send(call("block", 1) + "\n")
        let endpoint = try server.endpoint()
        try server.events.wait("it is busy") { endpoint.methods.contains("block") }
        for _ in 0..<3 {
          let client = try server.client()
          try client.send((1...5).map { call("look", $0) + "\n" }.joined())
          client.close()
        }
        endpoint.unblock()
        try server.events.wait("they are told") {
          server.endpoints.count == 4
            && server.endpoints.dropFirst().allSatisfy { $0.disconnections == 1 }
        }
        for gone in server.endpoints.dropFirst() {
          #expect(gone.abandoned == Array(repeating: true, count: 5))
        }
        #expect(endpoint.abandoned.isEmpty)
      }
    }
  #endif

  @Test func `a client that half-closed is still there`() async throws {
    try await Server.run { server in
      let client = try server.client()
      #expect(
        try client.transcript(call("look", 1) + "\n" + call("look", 2)) == ["1=null", "2=null"])
      #expect(try server.endpoint().abandoned == [false, false])
    }
  }

  @Test func `who waits for room need not wait for a client that is gone`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(ping(1) + "\n")
      let endpoint = try server.endpoint()
      #expect(try client.shapes(1) == ["1=null"])
      let message = Array("\"\(String(repeating: "x", count: 1_000_000))\"".utf8)
      endpoint.outlet.send(message)
      let told = Atomic(false)
      endpoint.outlet.whenRoom(below: 1) {
        told.store(true, ordering: .relaxed)
        server.events.happened()
      }
      let wasTold = told.load(ordering: .relaxed)
      #expect(!wasTold)
      client.close()
      try server.events.wait("there is room") { told.load(ordering: .relaxed) }
      // A write that fails makes room before the loop hears of the end.
      try server.events.wait("it is gone") { endpoint.disconnections == 1 }
      #expect(endpoint.outlet.isAbandoned)
    }
  }

  @Test func `a reset in the middle of a line ends one connection and nothing else`() async throws {
    try await Server.run { server in
      for _ in 0..<20 {
        let client = try server.client()
        try client.send(ping(1) + "\n" + hold(2) + "\n{\"jsonrpc\":\"2.")
        // Its answer is not read: the close is a reset.
        client.close()
      }
      try server.events.wait("all are told") {
        server.endpoints.count == 20 && server.endpoints.allSatisfy { $0.disconnections == 1 }
      }
      for endpoint in server.endpoints { endpoint.release() }
      #expect(try server.client().transcript(ping(1) + "\n") == ["1=null"])
      #expect(server.endpoints.allSatisfy { $0.disconnections <= 1 })
    }
  }

  @Test func `an outlet that is closed flushes and disconnects`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(1) + "\n")
      let endpoint = try server.endpoint()
      try server.events.wait("a call") { endpoint.heldCount == 1 }
      endpoint.outlet.send(Array(#"{"jsonrpc":"2.0","method":"bye"}"#.utf8))
      endpoint.outlet.close()
      #expect(try client.shapes(1) == ["bye"])
      #expect(try client.line() == nil)
      try server.events.wait("it is told") { endpoint.disconnections == 1 }
      endpoint.release()
    }
  }

  @Test func `messages leave in the order they were sent, answers among them`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(1) + "\n" + hold(2) + "\n")
      let endpoint = try server.endpoint()
      try server.events.wait("two calls") { endpoint.heldCount == 2 }
      let note = { (n: Int) in
        endpoint.outlet.send(Array(#"{"jsonrpc":"2.0","method":"n\#(n)"}"#.utf8))
      }
      note(1)
      endpoint.release(1)
      note(2)
      endpoint.release(1)
      note(3)
      #expect(try client.shapes(5) == ["n1", "1=true", "n2", "2=true", "n3"])
    }
  }
}
