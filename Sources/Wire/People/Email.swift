/// An email address as the database stores it: with ASCII letters in lower case, so that addresses
/// are unique whatever their case; at most 320 characters, with an @ that is neither first nor
/// last.
package struct Email: RuledText {
  /// RFC 5321 section 4.5.3.1: 64 characters before the @, 255 after it.
  package static let lengthLimit = 320
  package static let expectation = "an address like ada@localhost, of at most 320 characters"
  package static let schema = Schema.string(minLength: 3, maxLength: lengthLimit)

  package let text: String

  package init?(_ text: String) {
    guard let line = singleLine(text, limit: Self.lengthLimit),
      !line.unicodeScalars.contains(where: \.properties.isWhitespace),
      line.unicodeScalars.dropFirst().dropLast().contains("@")
    else { return nil }
    self.text = line.lowercasedASCII
  }

  package init(trusted text: String) {
    self.text = text
  }
}

/// The place of a picture, such as a URL: 1 to 2048 characters on one line. The daemon does not
/// check it.
package struct ImagePlace: RuledLine {
  package static let lengthLimit = 2048
  package static let expectation = "1 to 2048 characters without control characters"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

extension String {
  /// The text with A to Z in lower case and all else unchanged, as SQLite's `lower()` does it.
  fileprivate var lowercasedASCII: String {
    String(
      decoding: utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 },
      as: UTF8.self)
  }
}
