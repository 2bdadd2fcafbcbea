/// Text that comes from models, titles and logs, made safe for a terminal: no control character of
/// it (C0, DEL, C1, so no escape sequence either) gets there.
enum PrintableText {
  /// Line ends and tabs stay; other control characters become U+FFFD, a CR goes.
  static func block(_ text: some StringProtocol) -> String {
    clean(text) { scalar in
      switch scalar {
      case "\n", "\t": scalar
      case "\r": nil
      default: "\u{FFFD}"
      }
    }
  }

  /// On one line: line ends and tabs become blanks too.
  static func line(_ text: some StringProtocol) -> String {
    clean(text) { scalar in
      switch scalar {
      case "\n", "\t", "\r": " "
      default: "\u{FFFD}"
      }
    }
  }

  private static func clean(
    _ text: some StringProtocol, control: (Unicode.Scalar) -> Unicode.Scalar?
  ) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return String(text) }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isControl(scalar) {
        clean.append(scalar)
      } else if let replacement = control(scalar) {
        clean.append(replacement)
      }
    }
    return String(clean)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
