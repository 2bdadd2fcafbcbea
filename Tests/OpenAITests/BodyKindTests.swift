import Testing

@testable import OpenAI

/// What an answer's body is, by its first bytes.
struct BodyKindTests {
  private static let types: [String?] = [
    nil, "text/event-stream", "application/json", "text/plain", "application/octet-stream",
  ]

  private func kind(_ text: String, _ type: String?) -> BodyKind? {
    BodyKind(Array(text.utf8), contentType: type)
  }

  @Test(arguments: [
    ("data: x", BodyKind.events), (": ping", .events), ("event: e", .events),
    ("\n\nid: 1", .events),
    ("\u{FEFF}data:", .events), ("error: {", .events), ("{", .json), (" \r\n[", .json),
    ("\u{FEFF}{", .json),
  ])
  func `its first bytes count for more than its content type`(text: String, expected: BodyKind) {
    for type in Self.types { #expect(kind(text, type) == expected, "\(type ?? "none")") }
  }

  @Test(arguments: ["", " \n", "dat", "i", "\u{FEFF}", "\u{FEFF} e"])
  func `too little to tell waits for more`(text: String) {
    for type in Self.types { #expect(kind(text, type) == nil) }
    #expect(BodyKind([0xEF, 0xBB], contentType: nil) == nil)
  }

  @Test func `what the bytes do not say the content type does`() {
    #expect(Self.types.allSatisfy { kind("<h1>", $0) == .foreign })
    let kinds = Self.types.map { kind("Hello", $0) }
    #expect(kinds == [.events, .events, .json, .foreign, .foreign])
  }

  @Test func `the end of JSON is found wherever it is cut`() {
    let text = #"  {"a}": ["\"]", {"b": "\\"}]} more"#
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var extent = JSONExtent()
      extent.take(bytes[..<cut])
      #expect(extent.hasEnded == (cut > bytes.count - " more".utf8.count - 1), "cut at \(cut)")
      extent.take(bytes[cut...])
      #expect(extent.hasEnded)
    }
  }

  @Test func `a stream of an object a line is one, however it is cut`() {
    let head = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n")
    let lines = [
      chunk(#"{"content":"Ha"}"#), chunk(#"{"content":"llo"}"#), chunk("{}", finish: #""stop""#),
    ]
    for body in [lines.joined(separator: "\n"), lines.joined(separator: "\n") + "\n[DONE]\n"] {
      for piece in [1, 16, Int.max] {
        let (events, end, _) = replay(Array(body.utf8), head: head, piece: piece)
        #expect(end == .completed(finishReason: "stop"), "pieces of \(piece)")
        #expect(text(of: events) == "Hallo", "pieces of \(piece)")
      }
    }
  }

  @Test func `a list that holds an answer, or its parts, is one`() {
    let head = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    let whole = #"[{"choices":[{"message":{"content":"Hallo"},"finish_reason":"stop"}]}]"#
    let parts = "[\(chunk(#"{"content":"Ha"}"#)),\(chunk(#"{"content":"llo"}"#))]"
    for body in [whole, parts] {
      let (events, end, _) = replay(Array(body.utf8), head: head)
      #expect(end == .completed(finishReason: "stop"))
      #expect(text(of: events) == "Hallo")
    }
  }

  @Test func `an answer that is whole ends before its connection does`() {
    let head = Recorded.head("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    var reply = Reply(head: head, request: "POST /")
    var events: [ModelEvent] = []
    for byte in #"{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}"#.utf8 {
      #expect(reply.end == nil)
      _ = [byte].withUnsafeBytes { bytes in reply.receive(bytes) { events.append($0) } }
    }
    #expect(reply.end == .completed(finishReason: "stop"))
    #expect(text(of: events) == "hi")
  }
}
