/// How a stretch of text looks on a terminal.
struct TextStyle: OptionSet {
  let rawValue: UInt8

  static let bold = TextStyle(rawValue: 1)
  static let italic = TextStyle(rawValue: 2)
  static let underlined = TextStyle(rawValue: 4)
  static let dim = TextStyle(rawValue: 8)
  static let code = TextStyle(rawValue: 16)
  static let struck = TextStyle(rawValue: 32)

  /// The sequence that leaves every other style and begins this one.
  fileprivate var sequence: String {
    var codes = "0"
    if contains(.bold) { codes += ";1" }
    if contains(.dim) { codes += ";2" }
    if contains(.italic) { codes += ";3" }
    if contains(.underlined) { codes += ";4" }
    if contains(.struck) { codes += ";9" }
    if contains(.code) { codes += ";36" }
    return "\u{1B}[\(codes)m"
  }
}

/// Text with the escape sequences that give it its styles; a style ends at the end of its line.
struct StyledText {
  private(set) var text = String.UnicodeScalarView()
  /// What the terminal was told last.
  private(set) var style: TextStyle = []

  mutating func put(_ scalar: Unicode.Scalar, _ wanted: TextStyle) {
    // Blanks show no style but these, and a line's end must not carry one into the next line.
    turn(to: scalar == "\n" ? [] : wanted)
    text.append(scalar)
  }

  mutating func put(_ scalars: some Sequence<Unicode.Scalar>, _ wanted: TextStyle) {
    for scalar in scalars { put(scalar, wanted) }
  }

  /// Back to what was before all styles.
  mutating func turn(to wanted: TextStyle) {
    guard wanted != style else { return }
    style = wanted
    text.append(contentsOf: wanted.sequence.unicodeScalars)
  }

  /// What was put since this was last asked; the style goes on.
  mutating func take() -> String {
    defer { text = String.UnicodeScalarView() }
    return String(text)
  }
}
