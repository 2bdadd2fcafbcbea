/// Characters that do something without being seen: what shows text to people, on a terminal or in a
/// log, must not pass them on as they are.
extension Unicode.Scalar {
  /// Whether a terminal obeys it, or a reader does not see it: controls (C0, DEL, C1), the line and
  /// paragraph separators, and what Unicode has shown as nothing, such as the controls of writing
  /// direction (UAX 9), blanks without a width, and tags.
  package var isUnseen: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    // The soft hyphen is the first after these.
    case ..<0xAD: false
    case 0x2028, 0x2029: true
    // The ends of interlinear annotations, which Unicode does not count among its invisible ones.
    case 0xFFF9...0xFFFB: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether it is part of how the text before it is written, although it is unseen: the joiners and
  /// variation selectors of emoji and of Persian, Indic and Han writing. Not where they can't be.
  package func belongs(after before: Unicode.Scalar?) -> Bool {
    guard let before else { return false }
    if isJoiner { return !before.isASCII && !before.isJoiner }
    guard properties.isVariationSelector else { return false }
    // Keycaps vary digits.
    return before.isASCII ? before.properties.isEmoji : !before.isUnseen
  }

  private var isJoiner: Bool { value == 0x200C || value == 0x200D }
}
