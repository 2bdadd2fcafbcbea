import Testing

@testable import OpenAI

struct ServerSentEventsTests {
  /// All events, the bytes cut before each of `cuts`.
  private func events(
    _ bytes: [UInt8], cuts: [Int] = [], limitBytes: Int = Limits.eventBytes
  ) throws -> [ServerSentEvents.Event] {
    var reader = ServerSentEvents(limitBytes: limitBytes)
    var events: [ServerSentEvents.Event] = []
    var from = 0
    for cut in cuts + [bytes.count] {
      bytes[from..<cut].withUnsafeBytes { reader.append($0) }
      from = cut
      while let event = try reader.next() { events.append(event) }
    }
    if let event = reader.finish() { events.append(event) }
    return events
  }

  private func events(_ text: String) throws -> [ServerSentEvents.Event] {
    try events(Array(text.utf8))
  }

  private func event(_ data: String, name: String = "") -> ServerSentEvents.Event {
    ServerSentEvents.Event(name: name, data: Array(data.utf8))
  }

  @Test func `LF, CR and CRLF end lines, mixed`() throws {
    let expected = [event("a"), event("b"), event("c"), event("d")]
    #expect(try events("data: a\n\ndata: b\r\rdata: c\r\n\r\ndata: d\r\n\n") == expected)
  }

  @Test func `data lines are joined by LF and lose one leading blank`() throws {
    #expect(
      try events("data: one\ndata:two\ndata:  three\ndata\n\n") == [event("one\ntwo\n three\n")])
  }

  @Test func `comments and unknown fields are passed over`() throws {
    #expect(try events(": ping\n\nid: 7\nretry: 5\nfoo: bar\ndata: a\n: x\n\n") == [event("a")])
  }

  @Test func `an event has a name until it is dispatched`() throws {
    let text = "event: error\ndata: a\n\ndata: b\n\nevent: lost\n\ndata: c\n\n"
    #expect(try events(text) == [event("a", name: "error"), event("b"), event("c")])
  }

  @Test func `a byte order mark is dropped once, at the start`() throws {
    #expect(
      try events("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\ndata: \u{FEFF}c\n\n")
        == [event("a"), event("\u{FEFF}c")])
  }

  @Test func `the last event counts without its blank line, and without its line end`() throws {
    #expect(try events("data: a\n\ndata: b\n") == [event("a"), event("b")])
    #expect(try events("data: a\n\ndata: b") == [event("a"), event("b")])
    #expect(try events("data: a\r") == [event("a")])
  }

  @Test func `JSON in no field is an event of its own, on one line or on many`() throws {
    let pretty = "{\n  \"error\": {\n\n    \"data: \": [\"}\", 1]\n  }\n}"
    for bare in [#"{"error":"no memory"}"#, "[{}]", pretty] {
      #expect(try events(bare + "\n") == [event(bare)])
      #expect(
        try events("data: a\n\n" + bare + "\ndata: b\n\n") == [
          event("a"), event(bare), event("b"),
        ])
      #expect(try events("data: a\n" + bare + "\n\n") == [event("a"), event(bare)])
      let bytes = Array(("data: a\n\n" + bare + "\n\ndata: b\n\n").utf8)
      #expect(try events(bytes, cuts: Array(0...bytes.count)) == events(bytes))
    }
  }

  @Test func `what only begins as JSON does not swallow the events behind it`() throws {
    #expect(try events("{oops\n\ndata: a\n\n[[\ndata: b\n\n") == [event("a"), event("b")])
  }

  @Test func `a line that is an error and no field is an event named error`() throws {
    #expect(
      try events(#"error: {"code":500}"# + "\n\n") == [event(#"{"code":500}"#, name: "error")])
  }

  @Test func `no cut changes a nasty stream`() throws {
    let text =
      "\u{FEFF}: hi\r\n\r\ndata: näïve 🌊\r\ndata: two\r\r\nevent: error\rdata:x\n\n\r\ndata\n\ndata: end"
    let bytes = Array(text.utf8)
    let whole = try events(bytes)
    #expect(whole.count == 4)
    for cut in 0...bytes.count { #expect(try events(bytes, cuts: [cut]) == whole, "cut at \(cut)") }
    #expect(try events(bytes, cuts: Array(0...bytes.count)) == whole)
  }

  @Test(arguments: ["smollm2/chat_stream_emoji", "llmock/reply", "fakellm/stream"])
  func `a recorded stream cut at any byte is the same events`(name: String) throws {
    let body = try Recorded(name).body
    let whole = try events(body)
    for cut in 0...body.count {
      if try events(body, cuts: [cut]) != whole { Issue.record("cut at \(cut)") }
    }
    let crlf = Array(String(decoding: body, as: UTF8.self).replacing("\n", with: "\r\n").utf8)
    #expect(try events(crlf, cuts: Array(0...crlf.count)) == whole)
  }

  @Test func `an event over the limit is a failure, also while it has no end`() throws {
    #expect(try events(Array("data: 12345678\n\n".utf8), limitBytes: 14).count == 1)
    for text in [
      "data: 123456789012345", "data: 12345678\ndata: 12345678\n",
      "data:\ndata: 12345678901234567\n\n",
    ] {
      let failure = #expect(throws: Failure.self) {
        try events(Array(text.utf8), limitBytes: 14)
      }
      #expect(failure?.class == .protocol)
    }
  }

  @Test func `a ten megabyte event in small pieces is read in linear time`() throws {
    let bytes = Array("data: ".utf8) + [UInt8](repeating: 0x61, count: 9 << 20) + Array("\n\n".utf8)
    let cuts = Array(stride(from: 16_384, to: bytes.count, by: 16_384))
    #expect(try events(bytes, cuts: cuts).map(\.data.count) == [9 << 20])
  }
}
