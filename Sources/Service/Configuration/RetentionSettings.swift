import Wire

/// A number of days; for a century and more, leave the setting out.
package struct Days: RuledInteger {
  package static let range = 1...36_500
  package static let expectation = "days, from 1 to 36500"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}

/// How long deleted and archived things are kept, as in the configuration; without a setting they
/// are kept forever.
package struct RetentionSettings: Payload {
  package static let fields = [
    "deletedDays": "Days after which deleted things are erased.",
    "archivedDays": "Days after which archived tasks are erased.",
    "directory": "The directory for the files that hold what was erased.",
  ]

  package var deletedDays: Days?
  package var archivedDays: Days?
  package var directory: String?
}

/// The retention in force.
package struct Retention: Sendable, Equatable {
  package var deletedDays: Int?
  package var archivedDays: Int?
  /// An absolute path.
  package var directory: String
}
