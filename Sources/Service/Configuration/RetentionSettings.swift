import Wire

/// A century and more is for ever.
package struct Days: RuledInteger {
  package static let range = 1...36_500
  package static let expectation = "days, from 1 to 36500"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}

/// How long what was deleted or archived is kept, as a configuration says it; what is left out is
/// kept for ever.
package struct RetentionSettings: Payload {
  package static let fields = [
    "deletedDays": "Days after which what was deleted is erased.",
    "archivedDays": "Days after which archived tasks are erased.",
    "directory": "Where to write down what is erased.",
  ]

  package var deletedDays: Days?
  package var archivedDays: Days?
  package var directory: String?
}

/// The same in force.
package struct Retention: Sendable, Equatable {
  package var deletedDays: Int?
  package var archivedDays: Int?
  /// An absolute path.
  package var directory: String
}
