import OwnThread
import Testing
import Wire

@testable import Transport

@Suite(.ownThread) struct LargeMessagesTests {
  private let large = "\"" + String(repeating: "x", count: LargeMessages.bytes) + "\""

  @Test func `what is read beside the loop keeps its place among a connection's requests`()
    async throws
  {
    try await Server.run { server in
      let client = try server.client()
      let lines = (1...30).map { number in
        number.isMultiple(of: 3) ? call("echo", number, params: "[\(large)]") : ping(number)
      }
      try client.send(lines.joined(separator: "\n") + "\n")
      let answered = try client.lines(30).map { shape($0).prefix { $0 != "=" } }
      #expect(answered == (1...30).map { "\($0)" })
    }
  }

  @Test func `a large batch runs whole and in order`() async throws {
    try await Server.run { server in
      let client = try server.client()
      let entries = (1...4).map { call("echo", $0, params: "[\($0),\(large)]") }
      try client.send("[\(entries.joined(separator: ",")),\(ping(5))]\n" + ping(6) + "\n")
      let batch = try #require(try client.line())
      #expect(batch.utf8.count > 4 * LargeMessages.bytes)
      #expect(shape(batch).hasSuffix(",5=null]"))
      #expect(try client.shapes(1) == ["6=null"])
    }
  }

  @Test func `a large message that is no request is answered like a small one`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send("[\(large)\n{\"jsonrpc\":\"2.0\",\"id\":\(large)}\n" + ping(1) + "\n")
      #expect(try client.shapes(3) == ["null!-32700", "null!-32600", "1=null"])
    }
  }

  @Test func `a large last line without its LF runs when the client closes`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(#"{"jsonrpc":"2.0","method":"update","params":[\#(large)]}"#)
      client.close()
      let endpoint = try server.endpoint()
      try server.events.wait("it is told") { endpoint.disconnections == 1 }
      #expect(endpoint.methods == ["update"])
    }
  }

  @Test func `more values than a message may have are a parse error, and the connection lives on`()
    async throws
  {
    let text = "[" + String(repeating: "0,", count: Limits.messageValues) + "0]\n"
    try await Server.run { server in
      let client = try server.client()
      try client.send(text + ping(1) + "\n")
      #expect(try client.shapes(2) == ["null!-32700", "1=null"])
    }
  }

  @Test func `most of a million member names keep nobody else waiting`() async throws {
    let names = (0..<900_000).map { "\"m\($0)\":1" }.joined(separator: ",")
    try await Server.run { server in
      let (busy, other) = (try server.client(), try server.client())
      try busy.send(call("update", 1, params: "{\(names)}") + "\n")
      let endpoint = try server.endpoint()
      for number in 1...20 {
        try other.send(ping(number) + "\n")
        #expect(try other.shapes(1) == ["\(number)=null"])
      }
      // Nothing but that line is slow: it is still being read.
      #expect(endpoint.methods.isEmpty)
      #expect(try busy.shapes(1) == ["1=null"])
    }
  }
}
