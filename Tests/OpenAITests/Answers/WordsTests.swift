import Testing

@testable import OpenAI

struct WordsTests {
  @Test func `a prefix is cut between scalars`() {
    let text = "aé🌊"
    #expect(
      (0...7).map { Words.prefix(text, bytes: $0) }
        == ["", "a", "a", "aé", "aé", "aé", "aé", "aé🌊"])
  }

  @Test func `a line is trimmed, bounded and free of controls`() {
    #expect(Words.line("  a\n\tb\u{7F}c  ", characters: 20) == "a  b c")
    #expect(Words.line("abcdef", characters: 3) == "abc…")
    #expect(Words.line("abc", characters: 3) == "abc")
    #expect(Words.quote([0x20, 0xFF, 0x61]) == "\u{FFFD}a")
  }

  @Test func `bytes that are not UTF-8 are repaired as the standard says`() {
    #expect(Words.repaired([0x61, 0xE2, 0x82, 0x62, 0]) == Array("a\u{FFFD}b\u{FFFD}".utf8))
  }
}
