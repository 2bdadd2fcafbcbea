import OwnThread
import Testing
import Wire

/// The edge table of daemons.md, section 3, over a live connection.
@Suite(.ownThread) struct EnvelopeTests {
  struct Edge: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sent: [UInt8]
    let answered: [String]

    init(_ name: String, _ sent: String, _ answered: String...) {
      self.init(name, Array(sent.utf8), answered)
    }

    init(_ name: String, _ sent: [UInt8], _ answered: [String]) {
      (testDescription, self.sent, self.answered) = (name, sent, answered)
    }

    static func id(_ token: String) -> Edge {
      Edge("id \(token.prefix(30))", request(token), "\(token)=null")
    }

    static func badID(_ token: String) -> Edge {
      Edge("id \(token.prefix(30))", request(token), "null!-32600")
    }

    private static func request(_ id: String) -> String {
      #"{"jsonrpc":"2.0","method":"echo","id":\#(id)}"#
    }

    static func params(_ text: String, _ answer: String) -> Edge {
      Edge("params \(text)", #"{"jsonrpc":"2.0","method":"echo","params":\#(text),"id":1}"#, answer)
    }
  }

  private static let deep = String(repeating: "[", count: 100_000)
  private static func nested(_ levels: Int) -> String {
    // The request's own object is one level.
    let brackets = String(repeating: "[", count: levels - 1)
    return #"{"jsonrpc":"2.0","method":"sum","id":1,"params":\#(brackets)"#
      + String(repeating: "]", count: levels - 1) + "}"
  }

  static let edges = [
    Edge.id("null"), .id("1.0"), .id("1e2"), .id("-0"), .id("1.5"), .id("9007199254740993"),
    .id("12345678901234567890123"), .id("123456789012345678901234567890"),
    .id(#""""#), .id(#""\u0000""#), .id(#""🧶""#), .id(#""\ud83e\uddf6""#),
    .id("\"" + String(repeating: "i", count: 1022) + "\""),
    .badID("\"" + String(repeating: "i", count: 1023) + "\""),
    .badID("\"" + String(repeating: "i", count: 64 << 10) + "\""),
    .badID("true"), .badID("[]"), .badID("{}"),
    Edge("id, lone surrogate", #"{"jsonrpc":"2.0","method":"echo","id":"\ud800"}"#, "null!-32700"),
    Edge("no jsonrpc", #"{"method":"echo","id":7}"#, "7!-32600"),
    Edge("jsonrpc 1.0", #"{"jsonrpc":"1.0","method":"echo","id":7}"#, "7!-32600"),
    Edge("jsonrpc a number", #"{"jsonrpc":2.0,"method":"echo","id":7}"#, "7!-32600"),
    Edge("method a number", #"{"jsonrpc":"2.0","method":1,"id":"a"}"#, #""a"!-32600"#),
    Edge("method missing", #"{"jsonrpc":"2.0","id":"a"}"#, #""a"!-32600"#),
    Edge("no params", #"{"jsonrpc":"2.0","method":"echo","id":1}"#, "1=null"),
    .params("null", "1=null"), .params("[]", "1=[]"), .params("{}", "1={}"),
    .params("1", "1!-32600"), .params("\"a\"", "1!-32600"), .params("true", "1!-32600"),
    Edge("twice", #"{"jsonrpc":"2.0","method":"echo","id":1,"method":"sum"}"#, "1!-32600"),
    Edge("id twice", #"{"jsonrpc":"2.0","method":"echo","id":1,"id":2}"#, "null!-32600"),
    Edge("unknown member", #"{"jsonrpc":"2.0","method":"echo","id":1,"extra":[]}"#, "1=null"),
    Edge("an answer", #"{"jsonrpc":"2.0","result":1,"id":1}"#),
    Edge("an error", #"{"jsonrpc":"2.0","error":{"code":1,"message":""},"id":1}"#),
    Edge("blank", " \t "), Edge("lone CR", "\r"), Edge("nothing", ""),
    Edge("CR before LF", "{\"jsonrpc\":\"2.0\",\"method\":\"echo\",\"id\":1}\r", "1=null"),
    Edge("BOM", "\u{FEFF}{\"jsonrpc\":\"2.0\",\"method\":\"echo\",\"id\":1}", "null!-32700"),
    Edge("not UTF-8", Array("{\"a\":\"".utf8) + [0xFF] + Array("\"}".utf8), ["null!-32700"]),
    Edge("overlong", [0x22, 0xC0, 0xAF, 0x22], ["null!-32700"]),
    Edge("raw NUL", [0x22, 0x00, 0x22], ["null!-32700"]),
    Edge("two values", #"{"jsonrpc":"2.0","method":"echo","id":1}{}"#, "null!-32700"),
    Edge("trailing comma", #"{"jsonrpc":"2.0","method":"echo","id":1,}"#, "null!-32700"),
    Edge("pretty", "{\n\"jsonrpc\": \"2.0\"\n}", "null!-32700", "null!-32700", "null!-32700"),
    Edge("128 levels", nested(128), "1=0"), Edge("129 levels", nested(129), "null!-32700"),
    Edge("100000 brackets", deep, "null!-32700"),
    Edge("a number", "1", "null!-32600"), Edge("a string", "\"a\"", "null!-32600"),
  ]

  @Test(arguments: edges)
  func `an edge is answered as decided and the connection lives on`(_ edge: Edge) async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(edge.sent + [UInt8(ascii: "\n")])
      #expect(try client.transcript(ping(99) + "\n") == edge.answered + ["99=null"])
    }
  }

  @Test func `a notification is never answered and its error is logged`() async throws {
    try await Server.run { server in
      let client = try server.client()
      #expect(try client.transcript(#"{"jsonrpc":"2.0","method":"foo\nbar"}"# + "\n") == [])
      try server.events.wait("a line") { server.log.contains { $0.contains(#"foo\nbar"#) } }
    }
  }

  @Test func `the same id twice in flight is answered twice`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(hold(5) + "\n" + hold(5) + "\n")
      let endpoint = try server.endpoint()
      try server.events.wait("two calls") { endpoint.heldCount == 2 }
      endpoint.release()
      #expect(try client.shapes(2) == ["5=true", "5=true"])
    }
  }

  @Test func `a thousand requests in one write are answered in order`() async throws {
    try await Server.run { server in
      let client = try server.client()
      let text = (1...1000).map { ping($0) + "\n" }.joined()
      #expect(try client.transcript(text) == (1...1000).map { "\($0)=null" })
    }
  }

  @Test func `a call that its endpoint drops is answered as internal`() async throws {
    try await Server.run { server in
      let client = try server.client()
      #expect(try client.transcript(call("drop", 1) + "\n") == ["1!-32603"])
    }
  }
}

/// A request with an id.
func call(_ method: String, _ id: Int, params: String = "null") -> String {
  #"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params),"id":\#(id)}"#
}

func ping(_ id: Int) -> String { call("echo", id) }
func hold(_ id: Int) -> String { call("hold", id) }

func cancel(_ id: String) -> String {
  #"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":\#(id)}}"#
}
