/// How many columns text takes on a terminal: what wcwidth(3) says, without a locale.
enum DisplayWidth {
  static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// As much of `text` as fits, with `…` when it was cut.
  static func fitted(_ text: String, columns: Int) -> String {
    guard of(text) > columns else { return text }
    var room = max(0, columns - 1)
    var cut = ""
    for character in text {
      room -= of(character)
      if room < 0 { break }
      cut.append(character)
    }
    return columns > 0 ? cut + "…" : ""
  }

  static func of(_ character: Character) -> Int {
    // A cluster is as wide as its widest member; an emoji selector makes it wide.
    character.unicodeScalars.reduce(0) { max($0, $1.value == 0xFE0F ? 2 : of($1)) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// East Asian Wide and Fullwidth (UAX 11), in blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF, 0x1B000...0x1B2FF,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
