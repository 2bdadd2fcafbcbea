import JSON

/// Cleans a provider's text before it leaves this target.
package enum Words {
  /// A name or a code: cleaned, on one line, of limited length.
  static func word(_ text: String) -> String {
    line(text, characters: Limits.wordCharacters)
  }

  /// The beginning of a body that could not be read, on one line, for a message.
  static func quote(_ bytes: some Sequence<UInt8>) -> String {
    let start = bytes.prefix(Limits.quotedCharacters * 4)
    return line(String(decoding: Array(start), as: UTF8.self), characters: Limits.quotedCharacters)
  }

  /// The first `characters` of `text`, with control characters replaced by blanks and both ends
  /// trimmed.
  static func line(_ text: String, characters: Int) -> String {
    var scalars = String.UnicodeScalarView()
    var left = characters
    for scalar in text.unicodeScalars.lazy.drop(while: { $0.properties.isWhitespace }) {
      if left == 0 { return String(scalars) + "…" }
      let isControl = scalar.properties.generalCategory == .control
      scalars.append(scalar == "\0" ? "\u{FFFD}" : isControl ? " " : scalar)
      left -= 1
    }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  /// Whether a character is visible: not a blank, not a control character, and not one without a
  /// shape of its own, such as U+200B and U+FEFF.
  package static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
      && properties.generalCategory != .control
  }

  /// `300 s`, `0.5 s`.
  static func seconds(_ value: Double) -> String {
    "\(Int(exactly: value).map(String.init) ?? String(value)) s"
  }

  /// `bytes` with everything that is not UTF-8, and every 0x00, replaced by U+FFFD.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    Array(ForeignText(decoding: bytes).text.utf8)
  }

  /// The beginning of `text` that fits into `bytes`, cut between scalars.
  static func prefix(_ text: String, bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: bytes)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text.unicodeScalars[..<end])
  }
}
