import OwnThread
import Testing

/// The fifteen examples of JSON-RPC 2.0 section 7, one line each.
@Suite(.ownThread) struct SpecificationTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let sent: String
    let answered: [String]

    init(_ sent: String, _ answered: String...) {
      (self.sent, self.answered) = (sent, answered)
    }

    var testDescription: String { sent }
  }

  static let examples = [
    Example(#"{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}"#, "1=19"),
    Example(#"{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}"#, "2=-19"),
    Example(
      #"{"jsonrpc":"2.0","method":"subtract","params":{"subtrahend":23,"minuend":42},"id":3}"#,
      "3=19"),
    Example(
      #"{"jsonrpc":"2.0","method":"subtract","params":{"minuend":42,"subtrahend":23},"id":4}"#,
      "4=19"),
    Example(#"{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}"#),
    Example(#"{"jsonrpc": "2.0", "method": "foobar"}"#),
    Example(#"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#, #""1"!-32601"#),
    Example(#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#, "null!-32700"),
    Example(#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#, "null!-32600"),
    Example(
      #"[{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":"1"},{"jsonrpc":"2.0","method"]"#,
      "null!-32700"),
    Example("[]", "null!-32600"),
    Example("[1]", "[null!-32600]"),
    Example("[1,2,3]", "[null!-32600,null!-32600,null!-32600]"),
    Example(
      #"[{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":"1"},"#
        + #"{"jsonrpc":"2.0","method":"notify_hello","params":[7]},"#
        + #"{"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":"2"},{"foo":"boo"},"#
        + #"{"jsonrpc":"2.0","method":"foo.get","params":{"name":"myself"},"id":"5"},"#
        + #"{"jsonrpc":"2.0","method":"get_data","id":"9"}]"#,
      #"["1"=7,"2"=19,null!-32600,"5"!-32601,"9"=["hello",5]]"#),
    Example(
      #"[{"jsonrpc":"2.0","method":"notify_sum","params":[1,2,4]},"#
        + #"{"jsonrpc":"2.0","method":"notify_hello","params":[7]}]"#),
  ]

  @Test(arguments: examples)
  func `an example of the specification is answered as it stands there`(
    _ example: Example
  ) async throws {
    try await Server.run { server in
      let client = try server.client()
      #expect(try client.transcript(example.sent + "\n") == example.answered)
    }
  }

  @Test func `all examples on one connection are answered in turn`() async throws {
    try await Server.run { server in
      let client = try server.client()
      let text = Self.examples.map { $0.sent + "\n" }.joined()
      #expect(try client.transcript(text) == Self.examples.flatMap(\.answered))
    }
  }

  @Test func `a transcript is the same wherever the bytes are split`() async throws {
    try await Server.run { server in
      let text = Array((Self.examples[9...].map { $0.sent + "\r\n\n" }.joined() + "{").utf8)
      let whole = try server.client().transcript(String(decoding: text, as: UTF8.self))
      let client = try server.client()
      for byte in text { try client.send([byte]) }
      #expect(try client.transcript("") == whole)
      for cut in stride(from: 0, to: text.count, by: 7) {
        let client = try server.client()
        try client.send(text[..<cut])
        #expect(try client.transcript(String(decoding: text[cut...], as: UTF8.self)) == whole)
      }
    }
  }
}
