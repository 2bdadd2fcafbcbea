/// A value that is not what a type asked for.
package struct Mismatch: Error, Equatable {
  /// The place in the decoded value: "" is that value, then "flow.friction", "taskIds[3]",
  /// "stop[0].x". A name of more than `nameLimit` scalars is cut.
  package let path: String
  /// Words that complete "expected …"; for a missing member: "a string (it is missing)".
  package let expected: String

  package static let nameLimit = 100

  package init(path: String, expected: String) {
    self.path = path
    self.expected = expected
  }
}

extension Mismatch: CustomStringConvertible {
  package var description: String {
    path.isEmpty ? "expected \(expected)" : "\(path): expected \(expected)"
  }
}

/// Thrown by a type's own `init(from:)` when the JSON type is right but the content is not;
/// decoding turns it into a `Mismatch` with the path.
package struct Expected: Error {
  /// Words that complete "expected …".
  package let what: String

  package init(_ what: String) {
    self.what = what
  }
}
