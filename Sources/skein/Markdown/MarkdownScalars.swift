/// Characters as CommonMark sorts them.
extension Unicode.Scalar {
  /// What an end of the line counts as, too.
  var isMarkdownSpace: Bool {
    switch self {
    case " ", "\t", "\n", "\u{C}", "\r": true
    default: properties.generalCategory == .spaceSeparator
    }
  }

  var isMarkdownPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      true
    default: false
    }
  }

  var isASCIIPunctuation: Bool { isASCII && isMarkdownPunctuation }

  /// What may begin something else than text within a line.
  var isMarkdownMarker: Bool {
    switch self {
    case "*", "_", "~", "`", "[", "\\": true
    default: false
    }
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// How many of the same scalar stand at the beginning.
  var runLength: Int {
    guard let first else { return 0 }
    return prefix { $0 == first }.count
  }
}
