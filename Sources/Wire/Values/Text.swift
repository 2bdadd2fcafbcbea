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

/// A thread's title: 1 to 60 Unicode scalars after trimming, no control characters.
package struct Title: RuledText {
  package static let lengthLimit = 60
  package static let expectation = "1 to 60 characters without control characters"
  package static let schema = Schema.string(minLength: 1, maxLength: lengthLimit)

  package let text: String

  package init?(_ text: String) {
    guard let line = singleLine(text, limit: Self.lengthLimit) else { return nil }
    self.text = line
  }

  package init(trusted text: String) {
    self.text = text
  }
}

/// `name` or `provider/name`: 1 to 200 characters without control characters.
package struct ModelName: RuledText {
  package static let lengthLimit = 200
  package static let expectation = "a model, as name or provider/name, of 1 to 200 characters"
  package static let schema = Schema.string(minLength: 1, maxLength: lengthLimit)

  package let text: String

  package init?(_ text: String) {
    guard let line = singleLine(text, limit: Self.lengthLimit) else { return nil }
    self.text = line
  }

  package init(trusted text: String) {
    self.text = text
  }
}

/// The text of a message, or the input of a turn: 1 byte to 8 MiB of UTF-8, stored unchanged.
package struct Content: RuledText {
  package static let expectation = "text of 1 byte to 8 MiB"
  package static let schema = Schema.string(minLength: 1, maxLength: Limits.contentBytes)

  package let text: String

  package init?(_ text: String) {
    guard (1...Limits.contentBytes).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  package init(trusted text: String) {
    self.text = text
  }
}

/// A system prompt: 1 byte to 256 KiB of UTF-8, stored unchanged.
package struct SystemPrompt: RuledText {
  package static let expectation = "text of 1 byte to 256 KiB"
  package static let schema = Schema.string(minLength: 1, maxLength: Limits.systemPromptBytes)

  package let text: String

  package init?(_ text: String) {
    guard (1...Limits.systemPromptBytes).contains(text.utf8.count) else { return nil }
    self.text = text
  }

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
