/// What of the text before a tag says whether it is one: the line so far, and whether it is code or
/// in quotes.
struct TagContext {
  private var lineHasWords = false
  /// The last three bytes: as much as a quotation mark has.
  private var last: UInt32 = 0x0A
  /// Backquotes in a row, up to here.
  private var backquotes = 0
  private var isInFence = false
  /// In `code`, as far as the line says.
  private var isInSpan = false
  /// In "quotes", as far as the line says.
  private var isQuoted = false

  /// What a mention of a tag stands behind, in the bytes of UTF-8. Other quotation marks end what they
  /// begin.
  private static let openers = Set(
    ["(", "[", "“", "‘", "«", "‹", "„", "「", "『", "《", "〈", "（"].map { mark in
      mark.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    })
  private static let closers = Array(",.;:!?)]".utf8)

  mutating func note(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == UInt8(ascii: "`") {
        backquotes += 1
        if backquotes == 3 { isInFence.toggle() }
      } else {
        if backquotes == 1 || backquotes == 2 { isInSpan.toggle() }
        backquotes = 0
      }
      if byte == UInt8(ascii: "\n") {
        (lineHasWords, isInSpan, isQuoted) = (false, false, false)
      } else if !InlineReasoning.isSpace(byte) {
        lineHasWords = true
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      }
      last = (last << 8 | UInt32(byte)) & 0xFF_FFFF
    }
  }

  /// Nothing but blanks stands before the tag on its line, which is no code.
  var beginsLine: Bool { !isInFence && !lineHasWords }

  /// A byte that may be taken for the next one, where that one does not matter.
  var certain: UInt8? { lineHasWords ? nil : UInt8(ascii: "\n") }

  /// Whether a closing tag that comes alone ends a thought, by the byte behind it. One that a sentence
  /// speaks of stands between blanks, in quotes or in code.
  func endsThought(before next: UInt8) -> Bool {
    if isInFence || isInSpan || backquotes > 0 { return false }
    if !lineHasWords || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") { return true }
    if isQuoted || isBehindOpener { return false }
    let standsFree = InlineReasoning.isSpace(UInt8(truncatingIfNeeded: last))
    return !standsFree || !InlineReasoning.isSpace(next) && !Self.closers.contains(next)
  }

  private var isBehindOpener: Bool {
    if last & 0xFF == UInt32(UInt8(ascii: "'")) {
      // An apostrophe, or a mark that ends what it began, stands behind a letter.
      let before = UInt8(truncatingIfNeeded: last >> 8)
      return InlineReasoning.isSpace(before) || Self.openers.contains(UInt32(before))
    }
    return Self.openers.contains(last) || Self.openers.contains(last & 0xFFFF)
      || Self.openers.contains(last & 0xFF)
  }
}
