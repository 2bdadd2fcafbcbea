import Testing

@testable import skein

struct PrintableTextTests {
  @Test func `no control character reaches a terminal`() {
    let hostile = "a\u{1B}]0;title\u{07}b\u{9B}31m\u{7F}\0\u{8}"
    for clean in [PrintableText.block(hostile), PrintableText.line(hostile)] {
      #expect(clean == "a\u{FFFD}]0;title\u{FFFD}b\u{FFFD}31m\u{FFFD}\u{FFFD}\u{FFFD}")
    }
  }

  @Test func `line ends and tabs stay in a block and are blanks in a line`() {
    #expect(PrintableText.block("a\tb\r\nc\rd\n") == "a\tb\ncd\n")
    #expect(PrintableText.line("a\tb\nc") == "a b c")
  }

  @Test func `other text is untouched`() {
    let text = "Ünï 毛糸 🧶\u{200D}"
    #expect(PrintableText.block(text) == text)
  }
}
