/// The placeholders of a template: `{{name}}`, with optional blanks around the name. A backslash
/// before one keeps it as text, and so is everything that only looks similar.
enum Placeholders {
  /// Letters, digits, `_` and `-`, beginning with a letter or `_`.
  static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy(isNameByte)
  }

  /// Each name, as often as it occurs.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    _ = replaced(in: text) {
      names.append($0)
      return ""
    }
    return names
  }

  /// The text with the values in place of the placeholders; `nil` when a placeholder has no value.
  static func replaced(in text: String, by values: [String: String]) -> String? {
    replaced(in: text) { values[$0] }
  }

  private static func replaced(in text: String, _ value: (String) -> String?) -> String? {
    let bytes = Array(text.utf8)
    var filled: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard let (name, end) = placeholder(in: bytes, at: at) else {
        filled.append(bytes[at])
        at += 1
        continue
      }
      if at > 0, bytes[at - 1] == UInt8(ascii: "\\") {
        filled.removeLast()
        filled += bytes[at..<end]
      } else {
        guard let value = value(name) else { return nil }
        filled += value.utf8
      }
      at = end
    }
    return String(decoding: filled, as: UTF8.self)
  }

  private static func placeholder(in bytes: [UInt8], at start: Int) -> (name: String, end: Int)? {
    guard bytes[start...].starts(with: "{{".utf8) else { return nil }
    let inner = bytes[(start + 2)...].drop { $0 == UInt8(ascii: " ") }
    let name = inner.prefix(while: isNameByte)
    let rest = inner.dropFirst(name.count).drop { $0 == UInt8(ascii: " ") }
    let text = String(decoding: name, as: UTF8.self)
    guard isName(text), rest.starts(with: "}}".utf8) else { return nil }
    return (text, rest.startIndex + 2)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-")
  }
}
