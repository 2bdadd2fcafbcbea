/// Characters that have an effect but are invisible: code that shows text to people, on a terminal
/// or in a log, must not print them unchanged.
extension Unicode.Scalar {
  /// Whether a terminal obeys it or a reader cannot see it: control characters (C0, DEL, C1), the
  /// line and paragraph separators, and the characters that Unicode calls ignorable, such as the
  /// controls of writing direction (UAX 9), spaces without a width, and tags.
  package var isUnseen: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    // The soft hyphen, U+00AD, is the first invisible character after these.
    case ..<0xAD: false
    case 0x2028, 0x2029: true
    // The marks of interlinear annotations, which Unicode does not count as ignorable.
    case 0xFFF9...0xFFFB: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether it is invisible but belongs to the character before it: the joiners and variation
  /// selectors of emoji and of Persian, Indic and Han writing, in places where they can occur.
  package func belongs(after before: Unicode.Scalar?) -> Bool {
    guard let before else { return false }
    if isJoiner { return !before.isASCII && !before.isJoiner }
    guard properties.isVariationSelector else { return false }
    // Keycap emoji are digits with a variation selector.
    return before.isASCII ? before.properties.isEmoji : !before.isUnseen
  }

  private var isJoiner: Bool { value == 0x200C || value == 0x200D }
}
