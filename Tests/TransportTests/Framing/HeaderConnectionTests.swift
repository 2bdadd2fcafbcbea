import OwnThread
import Testing
import Wire

/// The first byte decides how a connection's messages are told apart.
@Suite(.ownThread) struct HeaderConnectionTests {
  private func framed(_ text: String) -> String {
    "Content-Length: \(text.utf8.count)\r\n\r\n\(text)"
  }

  private func answer(_ id: Int, _ result: String = "null") -> String {
    framed(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#)
  }

  private func exchange(
    _ text: String, limits: LimitSettings = LimitSettings()
  ) async throws -> String {
    try await Server.run(limits) { server in
      let client = try server.client()
      try client.send(text)
      client.halfClose()
      return try client.rest()
    }
  }

  @Test func `headers are answered with headers`() async throws {
    let text = framed(ping(1)) + "content-length: \(ping(2).utf8.count)\r\n\r\n" + ping(2)
    #expect(try await exchange(text) == answer(1) + answer(2))
  }

  @Test func `a small c is a header too`() async throws {
    let text = "content-type: x\r\nContent-Length: \(ping(1).utf8.count)\r\n\r\n" + ping(1)
    #expect(try await exchange(text) == answer(1))
  }

  @Test func `a batch is one array in one frame`() async throws {
    let batch = framed("[\(ping(1)),\(ping(2))]")
    let answers = [1, 2].map { #"{"jsonrpc":"2.0","id":\#($0),"result":null}"# }
    #expect(try await exchange(batch) == framed("[" + answers.joined(separator: ",") + "]"))
  }

  @Test func `a body that is not JSON is answered and the connection lives on`() async throws {
    let text = try await exchange(framed("{") + framed(ping(1)))
    #expect(text.contains("-32700"))
    #expect(text.hasSuffix(answer(1)))
  }

  @Test func `a broken header is answered and the connection is closed`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(framed(ping(1)) + "Content-Length: none\r\n\r\n" + framed(ping(2)))
      let text = try client.rest()
      #expect(text.hasPrefix(answer(1)))
      #expect(text.contains(#""id":null"#) && text.contains("-32600"))
      #expect(!text.contains(#""id":2"#))
    }
  }

  @Test func `a body over the limit is skipped`() async throws {
    let text = try await exchange(
      framed(String(repeating: "x", count: 300)) + framed(ping(1)),
      limits: LimitSettings(messageBytes: 200))
    #expect(text.contains(#""limit":200"#))
    #expect(text.hasSuffix(answer(1)))
  }

  @Test func `a connection that begins with a blank line has lines`() async throws {
    try await Server.run { server in
      let client = try server.client()
      #expect(try client.transcript("\n" + framed(ping(1))) == ["null!-32700", "1=null"])
    }
  }

  @Test func `a line over the limit is answered once and the connection lives on`() async throws {
    try await Server.run(LimitSettings(messageBytes: 200)) { server in
      let client = try server.client()
      let long = String(repeating: "x", count: 1000)
      let text = long + long + "\n" + ping(1) + "\n"
      #expect(try client.transcript(text) == ["null!-32600", "1=null"])
    }
  }
}
