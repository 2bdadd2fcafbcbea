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
  var sequence: String {
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
