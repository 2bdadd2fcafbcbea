import JSON
import Testing

@testable import Commands

struct PrintableTextTests {
  @Test func `no control character reaches a terminal`() {
    let hostile = "a\u{1B}]0;title\u{07}b\u{9B}31m\u{7F}\0\u{8}"
    for clean in [PrintableText.block(hostile), PrintableText.line(hostile)] {
      #expect(clean == "a\u{FFFD}]0;title\u{FFFD}b\u{FFFD}31m\u{FFFD}\u{FFFD}\u{FFFD}")
    }
  }

  /// What turns the writing round, ends lines, or is not seen.
  private static let unseen: [Unicode.Scalar] = [
    "\u{AD}", "\u{61C}", "\u{115F}", "\u{180E}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}",
    "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2060}", "\u{2064}",
    "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{206F}", "\u{3164}", "\u{FE0F}", "\u{FEFF}",
    "\u{FFA0}", "\u{FFF9}", "\u{FFFB}", "\u{1D173}", "\u{E0001}", "\u{E0041}", "\u{E01EF}",
  ]

  @Test(arguments: unseen)
  func `what is not seen is seen, one column wide`(scalar: Unicode.Scalar) {
    for clean in [PrintableText.block("a\(scalar)b"), PrintableText.line("a\(scalar)b")] {
      #expect(Array(clean.unicodeScalars) == ["a", "\u{FFFD}", "b"])
      #expect(DisplayWidth.of(clean) == 3)
    }
  }

  @Test func `line ends and tabs stay in a block and are blanks in a line`() {
    #expect(PrintableText.block("a\tb\r\nc\rd\n") == "a\tb\ncd\n")
    #expect(PrintableText.line("a\tb\nc") == "a b c")
    #expect(PrintableText.block("a\u{2028}b\u{2029}c") == "a\nb\nc")
    #expect(PrintableText.line("a\u{2028}b\u{2029}c\u{85}d") == "a b c\u{FFFD}d")
  }

  @Test(
    arguments: [
      "Ünï 毛糸 🧶", "👩\u{200D}💻", "🏳\u{FE0F}\u{200D}🌈", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}",
      "می\u{200C}خواهم", "क्\u{200D}ष", "葛\u{E0100}", "e\u{301}", "x\u{A0}y",
    ])
  func `text that is written so is untouched, also in pieces`(text: String) {
    #expect(Array(PrintableText.block(text).unicodeScalars) == Array(text.unicodeScalars))
    var printable = PrintableText()
    let pieces = text.unicodeScalars.map { printable.piece(String($0)) }
    #expect(pieces.flatMap(\.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `joiners and selectors where nothing is to be joined are seen`() {
    #expect(PrintableText.block("\u{200D}a") == "\u{FFFD}a")
    #expect(PrintableText.block("ä\u{200D}\u{200D}\u{200C}").unicodeScalars.count == 4)
    #expect(
      Array(PrintableText.block("ä\u{200D}\u{200D}\u{200C}").unicodeScalars.dropFirst(2))
        == ["\u{FFFD}", "\u{FFFD}"])
    #expect(PrintableText.block("\u{202E}\u{200D}") == "\u{FFFD}\u{FFFD}")
    // Bytes can be hidden in a run of selectors.
    let hidden = "🧶\u{FE00}\u{FE01}\u{E0102}"
    #expect(PrintableText.block(hidden).unicodeScalars.count { $0 == "\u{FFFD}" } == 2)
  }

  @Test func `a cell of a line for programs is as it was, but for its ends`() {
    #expect(PrintableText.cell("a\u{202E}b\u{9B}c") == "a\u{202E}b\u{9B}c")
    #expect(
      PrintableText.cell("a\tb\nc\u{2028}d\u{2029}e\u{85}f\r\ng\u{202E}")
        == "a b c d e f  g\u{202E}")
  }

  @Test func `JSON means the same when it is shown`() throws {
    let value = "a\u{202E}b\u{9B}c\u{2028}d\u{7F}\u{E0041}🧶"
    let shown = PrintableText.json(#"{"title": "\#(value)"}"#)
    #expect(
      shown == #"{"title": "a\u202eb\u009bc\u2028d\u007f\udb40\udc41🧶"}"#)
    #expect(try Document(Array(shown.utf8)).root["title"]?.string == value)
  }

  /// Those that Unicode counts as Bidi_Control (PropList.txt).
  @Test(arguments: [0x61C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x2069))
  func `no control of writing direction is passed on, also between pieces`(_ value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    var printable = PrintableText()
    let pieces = ["said ", "\(scalar)", "end"].map { printable.piece($0) }
    #expect(pieces.joined() == "said \u{FFFD}end")
    #expect(PrintableText.line("a\(scalar)b") == "a\u{FFFD}b")
    #expect(!PrintableText.json("\"\(scalar)\"").unicodeScalars.contains(scalar))
  }
}
