/// Malformed text: the byte where it stops being JSON, and what was expected there.
package struct SyntaxError: Error, Equatable {
  /// Counted in bytes from the start of the text.
  package let offset: Int
  /// Words that complete "expected …": "a value", "a member name or }".
  package let expected: String

  package init(offset: Int, expected: String) {
    self.offset = offset
    self.expected = expected
  }
}

extension SyntaxError: CustomStringConvertible {
  package var description: String { "byte \(offset): expected \(expected)" }
}
