import JSON
import Testing
import Wire

/// The parsing table: one frame's bytes, and what they are.
struct EnvelopeTests {
  /// An entry in words: "1 ping {}", "- ping" for a notification, "null invalidRequest".
  private func words(_ entry: Envelope.Entry) -> String {
    switch entry {
    case .request(let request):
      let params = request.params.map { " " + text($0.token) } ?? ""
      return "\(request.id.map { text($0.token) } ?? "-") \(request.method)\(params)"
    case .invalid(let fault, let id): return "\(id.map { text($0.token) } ?? "null") \(fault.kind)"
    case .stray: return "stray"
    }
  }

  private func words(_ frame: String, batchLimit: Int = 1000) -> [String] {
    switch Envelope(Array(frame.utf8), batchLimit: batchLimit) {
    case .one(let entry): [words(entry)]
    case .batch(let entries): ["batch"] + entries.map(words)
    }
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, "1 ping"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":null}"#, "1 ping"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":{}}"#, "1 ping {}"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, "1 ping []"),
    (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, "null ping"),
    (#"{"jsonrpc":"2.0","method":"ping"}"#, "- ping"),
    (#"{"method":"ping","more":[1],"id":"a","jsonrpc":"2.0"}"#, #""a" ping"#),
    (#" {"jsonrpc":"2.0","id": 1.50e0 ,"method":"p\u0069ng"} "#, "1.50e0 ping"),
    (
      #"{"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"ping"}"#,
      "123456789012345678901234567890 ping"
    ),
    (#"{"jsonrpc":"2.0","id":"\u00e9","method":"ping"}"#, #""\u00e9" ping"#),
  ])
  func `a request is read, its id byte for byte`(frame: String, found: String) {
    #expect(words(frame) == [found])
  }

  @Test(arguments: [
    ("", "null parseError"), ("nonsense", "null parseError"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping""#, "null parseError"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping"},"#, "null parseError"),
    ("\u{FEFF}{}", "null parseError"), (#"["\ud800"]"#, "null parseError"),
    ("1", "null invalidRequest"), (#""ping""#, "null invalidRequest"),
    ("null", "null invalidRequest"), ("[]", "null invalidRequest"),
    ("{}", "null invalidRequest"),
    (#"{"id":1,"method":"ping"}"#, "1 invalidRequest"),
    (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, "1 invalidRequest"),
    (#"{"jsonrpc":2.0,"id":1,"method":"ping"}"#, "1 invalidRequest"),
    (#"{"jsonrpc":"2.0","id":1,"method":1}"#, "1 invalidRequest"),
    (#"{"jsonrpc":"2.0","id":1}"#, "1 invalidRequest"),
    (#"{"jsonrpc":"2.0","id":true,"method":"ping"}"#, "null invalidRequest"),
    (#"{"jsonrpc":"2.0","id":[],"method":"ping"}"#, "null invalidRequest"),
    (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, "null invalidRequest"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":"x"}"#, "1 invalidRequest"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":7}"#, "1 invalidRequest"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":false}"#, "1 invalidRequest"),
    (#"{"jsonrpc":"2.0","method":1,"params":"bar"}"#, "null invalidRequest"),
    (#"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, "null invalidRequest"),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","\u006dethod":"pong"}"#, "1 invalidRequest"),
  ])
  func `what is no request is told apart`(frame: String, found: String) {
    #expect(words(frame) == [found])
  }

  @Test func `an id may have a thousand bytes and some, no more`() {
    let id = String(repeating: "7", count: Limits.idBytes)
    #expect(words(#"{"jsonrpc":"2.0","id":\#(id),"method":"x"}"#) == ["\(id) x"])
    #expect(words(#"{"jsonrpc":"2.0","id":\#(id)7,"method":"x"}"#) == ["null invalidRequest"])
  }

  @Test func `an answer to nothing is ignored`() {
    #expect(words(#"{"jsonrpc":"2.0","id":1,"result":{}}"#) == ["stray"])
    #expect(words(#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}"#) == ["stray"])
  }

  @Test func `a batch is judged entry by entry`() {
    let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    #expect(
      words(#"[\#(ping),{"foo":"boo"},1,[],{"jsonrpc":"2.0","method":"note"}]"#) == [
        "batch", "1 ping", "null invalidRequest", "null invalidRequest", "null invalidRequest",
        "- note",
      ])
    #expect(words("[1]") == ["batch", "null invalidRequest"])
  }

  @Test func `a batch that is too long is answered once, with the limit`() {
    #expect(words("[1,2,3]", batchLimit: 3).count == 4)
    guard case .one(.invalid(let fault, nil)) = Envelope(Array("[1,2,3]".utf8), batchLimit: 2)
    else {
      Issue.record("it is a batch still")
      return
    }
    #expect(fault.data.limit == 2)
  }

  @Test func `what is no UTF-8 is no JSON`() {
    guard case .one(.invalid(let fault, nil)) = Envelope([0x22, 0xFF, 0x22], batchLimit: 1) else {
      Issue.record("it was taken")
      return
    }
    #expect(fault.kind == .parseError)
  }
}
