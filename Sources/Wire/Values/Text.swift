import JSON

/// Text that obeys a rule. It is checked once, when it arrives.
package protocol RuledText: Hashable, Sendable, Codable, Described, CustomStringConvertible {
  /// The text as it is stored: trimmed, if the rule trims.
  var text: String { get }
  /// What the rule requires, in words that complete "expected …".
  static var expectation: String { get }
  /// Applies the rule; `nil` if the text breaks it.
  init?(_ text: String)
  /// For values that the daemon itself stored earlier.
  init(trusted text: String)
}

extension RuledText {
  package init(from decoder: any Decoder) throws {
    guard let value = Self(try decoder.singleValueContainer().decode(String.self)) else {
      throw Expected(Self.expectation)
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package var description: String { text }
  package static var specimen: Self { Self(trusted: "specimen") }
}

/// Text on one line: trimmed of Unicode white space at both ends, without control characters, of 1 to
/// `lengthLimit` Unicode scalars.
package protocol RuledLine: RuledText {
  static var lengthLimit: Int { get }
}

extension RuledLine {
  package static var schema: Schema { .string(minLength: 1, maxLength: lengthLimit) }

  package init?(_ text: String) {
    guard let line = singleLine(text, limit: Self.lengthLimit) else { return nil }
    self.init(trusted: line)
  }
}

/// Text that is stored unchanged, with a number of bytes (in UTF-8) within `byteRange`.
package protocol RuledBody: RuledText {
  static var byteRange: ClosedRange<Int> { get }
}

extension RuledBody {
  package static var schema: Schema {
    .string(minLength: byteRange.lowerBound == 0 ? nil : 1, maxLength: byteRange.upperBound)
  }

  package init?(_ text: String) {
    guard Self.byteRange.contains(text.utf8.count) else { return nil }
    self.init(trusted: text)
  }
}

/// A thread's title: 1 to 60 Unicode scalars after trimming, no control characters.
package struct Title: RuledLine {
  package static let lengthLimit = 60
  package static let expectation = "1 to 60 characters without control characters"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

/// The text trimmed of Unicode white space; `nil` unless it then has 1 to `limit` scalars and no
/// control characters.
func singleLine(_ text: String, limit: Int) -> String? {
  let trimmed = text.trimmingWhitespace()
  let scalars = trimmed.unicodeScalars
  guard !scalars.isEmpty, scalars.prefix(limit + 1).count <= limit,
    !scalars.contains(where: { $0.properties.generalCategory == .control })
  else { return nil }
  return trimmed
}

extension String {
  /// The text without the Unicode white space at both ends.
  package func trimmingWhitespace() -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
