/// Text that another program wrote: a provider, another program's file, an older version of skein.
///
/// Well-formed Unicode without U+0000, which the database and the protocol refuse: U+0000, and each
/// sequence of bytes that is not UTF-8, is replaced by U+FFFD.
package struct ForeignText: Hashable, Sendable, Encodable {
  package let text: String

  package static let empty = ForeignText("")

  package init(_ text: String) {
    guard text.utf8.contains(0) else {
      self.text = text
      return
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(scalar == "\0" ? "\u{FFFD}" : scalar) }
    self.text = String(scalars)
  }

  package init(decoding bytes: some Collection<UInt8>) {
    self.init(String(decoding: bytes, as: UTF8.self))
  }

  /// The texts that are not empty, with a separator between them.
  package init(joining texts: [ForeignText], separator: String = "") {
    text = texts.lazy.map(\.text).filter { !$0.isEmpty }.joined(separator: separator)
  }

  package var isEmpty: Bool { text.isEmpty }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Value {
  /// The string with its escapes resolved, or `nil`.
  package var foreignText: ForeignText? {
    string.map { ForeignText($0) }
  }
}
