import Wire

/// Text that comes from models, titles and logs, made safe for a terminal: nothing of it that is not
/// seen gets there, no control character (C0, DEL, C1, so no escape sequence either), no control of
/// writing direction, no blank without a width. Each is seen as U+FFFD, one column wide.
struct PrintableText {
  /// What was shown last: joiners and variation selectors stay behind what they belong to.
  private var before: Unicode.Scalar?

  /// A piece of a longer text, each after the one before it.
  mutating func piece(_ text: some StringProtocol) -> String {
    clean(text) { scalar in
      switch scalar {
      case "\n", "\u{2028}", "\u{2029}": "\n"
      case "\t": scalar
      case "\r": nil
      default: "\u{FFFD}"
      }
    }
  }

  /// Line ends and tabs stay, a CR goes.
  static func block(_ text: some StringProtocol) -> String {
    var printable = PrintableText()
    return printable.piece(text)
  }

  /// On one line: line ends and tabs become blanks too.
  static func line(_ text: some StringProtocol) -> String {
    var printable = PrintableText()
    return printable.clean(text) { scalar in
      switch scalar {
      case "\n", "\u{2028}", "\u{2029}", "\t", "\r": " "
      default: "\u{FFFD}"
      }
    }
  }

  /// For programs, a value among others on one line: as it is, but for what would end it.
  static func cell(_ text: String) -> String {
    guard text.contains(where: { $0 == "\t" || $0.isNewline }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map(\.inCell)))
  }

  /// JSON that means the same: what is unseen stands in strings alone, where it can be written out.
  static func json(_ text: String) -> String {
    var printable = PrintableText()
    return printable.rewrite(text) { scalar in
      switch scalar {
      case "\n", "\t", "\r": [scalar]
      default: Array(scalar.utf16.map { "\\u" + hexadecimal($0) }.joined().unicodeScalars)
      }
    }
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  private mutating func clean(
    _ text: some StringProtocol, shown: (Unicode.Scalar) -> Unicode.Scalar?
  ) -> String {
    rewrite(text) { scalar in shown(scalar).map { [$0] } ?? [] }
  }

  private mutating func rewrite(
    _ text: some StringProtocol, shown: (Unicode.Scalar) -> [Unicode.Scalar]
  ) -> String {
    guard text.unicodeScalars.contains(where: \.isUnseen) else {
      before = text.unicodeScalars.last ?? before
      return String(text)
    }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !scalar.isUnseen || scalar.belongs(after: before) {
        clean.append(scalar)
        before = scalar
      } else {
        clean.append(contentsOf: shown(scalar))
        before = nil
      }
    }
    return String(clean)
  }
}

extension Unicode.Scalar {
  /// What a terminal, or a program that reads lines, takes for the end of one is a blank.
  fileprivate var inCell: Unicode.Scalar {
    switch self {
    case "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}": " "
    default: self
    }
  }
}
