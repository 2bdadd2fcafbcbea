import OwnThread
import Testing
import Wire

@Suite(.ownThread) struct BatchTests {
  private func batch(_ entries: [String]) -> String { "[" + entries.joined(separator: ",") + "]\n" }

  @Test func `a batch of a thousand is one answer in request order`() async throws {
    try await Server.run { server in
      let answers = try server.client().transcript(batch((1...1000).map(ping)))
      #expect(answers == ["[" + (1...1000).map { "\($0)=null" }.joined(separator: ",") + "]"])
    }
  }

  @Test func `a batch of one too many is one error with the limit`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(batch((1...1001).map(ping)) + ping(2) + "\n")
      let line = try #require(try client.line())
      #expect(shape(line) == "null!-32600")
      #expect(try errorMember("limit", line) == "1000")
      #expect(try client.shapes(1) == ["2=null"])
    }
  }

  @Test func `a batch that waits for its last entry holds nobody up`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(batch([hold(1), ping(2), "3", hold(4)]) + ping(5) + "\n")
      #expect(try client.shapes(1) == ["5=null"])
      let endpoint = try server.endpoint()
      endpoint.release(1, result: "\"first\"")
      endpoint.release(1, result: "\"last\"")
      #expect(try client.shapes(1) == [#"[1="first",2=null,null!-32600,4="last"]"#])
    }
  }

  @Test func `a batch larger than the bound of calls in flight is begun bit by bit`() async throws {
    try await Server.run(LimitSettings(requestsInFlight: 4)) { server in
      let client = try server.client()
      try client.send(batch((1...10).map(hold)))
      let endpoint = try server.endpoint()
      try server.events.wait("four calls") { endpoint.heldCount == 4 }
      endpoint.release(4)
      try server.events.wait("four more") { endpoint.heldCount == 4 }
      #expect(endpoint.methods.count == 8)
      endpoint.release(4)
      try server.events.wait("the last two") { endpoint.methods.count == 10 }
      endpoint.release()
      #expect(
        try client.shapes(1) == ["[" + (1...10).map { "\($0)=true" }.joined(separator: ",") + "]"])
    }
  }

  @Test func `notifications of a batch's calls leave before its answer`() async throws {
    try await Server.run { server in
      let answers = try server.client().transcript(batch([call("tell", 1), ping(2)]))
      #expect(answers == ["told[1]", "told[2]", "told[3]", "[1=true,2=null]"])
    }
  }
}
