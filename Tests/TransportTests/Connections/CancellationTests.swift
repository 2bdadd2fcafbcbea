import OwnThread
import Testing

@Suite(.ownThread) struct CancellationTests {
  @Test func `a call that is cancelled is answered as cancelled`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(1) + "\n" + hold(2) + "\n" + cancel("1") + "\n")
      #expect(try client.shapes(1) == ["1!-32800"])
      try server.endpoint().release()
      #expect(try client.shapes(1) == ["2=true"])
    }
  }

  @Test func `every call of the same id is cancelled`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(1) + "\n" + hold(1) + "\n" + cancel("1") + "\n")
      #expect(try client.shapes(2) == ["1!-32800", "1!-32800"])
    }
  }

  @Test func `an entry of a batch is cancelled in its place`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send("[\(hold(1)),\(hold(2))]\n" + cancel("2") + "\n")
      let endpoint = try server.endpoint()
      try server.events.wait("one is left") {
        endpoint.methods.count == 2 && endpoint.heldCount == 1
      }
      endpoint.release()
      #expect(try client.shapes(1) == ["[1=true,2!-32800]"])
    }
  }

  @Test func `unknown and ended ids are ignored`() async throws {
    try await Server.run { server in
      let client = try server.client()
      let text = [ping(1), cancel("1"), cancel("77"), cancel("1.0"), cancel("\"1\""), ping(2)]
      #expect(
        try client.transcript(text.map { $0 + "\n" }.joined()) == ["1=null", "2=null"])
    }
  }

  @Test func `the bytes of an id name it`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(1) + "\n" + cancel("1.0") + "\n" + ping(2) + "\n")
      #expect(try client.shapes(1) == ["2=null"])
      try server.endpoint().release()
      #expect(try client.shapes(1) == ["1=true"])
    }
  }

  @Test func `cancelling as a request is answered`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(
        hold(1) + "\n" + call("$/cancelRequest", 2, params: #"{"id":1}"#) + "\n"
          + call("$/cancelRequest", 3) + "\n")
      #expect(try client.shapes(3) == ["1!-32800", "2={}", "3!-32602"])
      #expect(try server.endpoint().methods == ["hold"])
    }
  }
}
