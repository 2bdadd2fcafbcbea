/// The text before a tag, as far as it decides whether the tag counts: the line so far, and whether
/// it is code or in quotes.
struct TagContext {
  private var lineHasWords = false
  /// The last three bytes: a quotation mark has as many.
  private var last: UInt32 = 0x0A
  /// How many backquotes in a row there are up to here.
  private var backquotes = 0
  private var isInFence = false
  /// In `code`, as far as this line tells.
  private var isInSpan = false
  /// In "quotes", as far as this line tells.
  private var isQuoted = false

  /// Characters that a mentioned tag may follow, as UTF-8 bytes. Other quotation marks close what
  /// they opened.
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

  /// Whether only blanks are before the tag on its line, and the line is not code.
  var beginsLine: Bool { !isInFence && !lineHasWords }

  /// A byte to assume as the next one, where the next byte does not matter.
  var certain: UInt8? { lineHasWords ? nil : UInt8(ascii: "\n") }

  /// Whether a closing tag that comes alone ends the reasoning, by the byte after it. A tag that a
  /// sentence mentions is between blanks, in quotes or in code.
  func endsThought(before next: UInt8) -> Bool {
    if isInFence || isInSpan || backquotes > 0 { return false }
    if !lineHasWords || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") { return true }
    if isQuoted || isBehindOpener { return false }
    let standsFree = InlineReasoning.isSpace(UInt8(truncatingIfNeeded: last))
    return !standsFree || !InlineReasoning.isSpace(next) && !Self.closers.contains(next)
  }

  private var isBehindOpener: Bool {
    if last & 0xFF == UInt32(UInt8(ascii: "'")) {
      // An apostrophe, or a closing mark, follows a letter.
      let before = UInt8(truncatingIfNeeded: last >> 8)
      return InlineReasoning.isSpace(before) || Self.openers.contains(UInt32(before))
    }
    return Self.openers.contains(last) || Self.openers.contains(last & 0xFFFF)
      || Self.openers.contains(last & 0xFF)
  }
}
