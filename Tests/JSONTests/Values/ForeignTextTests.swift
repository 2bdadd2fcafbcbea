import JSON
import Testing

struct ForeignTextTests {
  @Test func `U+0000 becomes U+FFFD, all else stays`() {
    #expect(ForeignText("a\0b\0").text == "a\u{FFFD}b\u{FFFD}")
    #expect(ForeignText("a\u{1}\r\n e\u{301}").text == "a\u{1}\r\n e\u{301}")
    #expect(ForeignText("").isEmpty)
  }

  @Test func `bytes that are no UTF-8 become U+FFFD`() {
    #expect(ForeignText(decoding: [0x61, 0xE2, 0x82, 0x62, 0]).text == "a\u{FFFD}b\u{FFFD}")
    #expect(ForeignText(decoding: [0xED, 0xA0, 0x80]).text.contains("\u{FFFD}"))
  }

  @Test func `texts are joined without the empty ones`() {
    let texts = ["", "a", "", "b"].map { ForeignText($0) }
    #expect(ForeignText(joining: texts, separator: "\n").text == "a\nb")
    #expect(ForeignText(joining: []).isEmpty)
  }

  @Test func `it is written as a string`() throws {
    let json = try Output.encode([ForeignText("a\0")])
    #expect(String(decoding: json, as: UTF8.self) == "[\"a\u{FFFD}\"]")
  }
}
