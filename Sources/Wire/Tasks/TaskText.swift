/// A task's title: 1 to 200 Unicode scalars after trimming, no control characters.
package struct TaskTitle: RuledText {
  package static let lengthLimit = 200
  package static let expectation = "1 to 200 characters without control characters"
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

/// A task's description: up to 64 KiB of UTF-8, stored unchanged.
package struct TaskDescription: RuledText {
  package static let expectation = "text of at most 64 KiB"
  package static let schema = Schema.string(maxLength: Limits.descriptionBytes)

  package let text: String

  package init?(_ text: String) {
    guard text.utf8.count <= Limits.descriptionBytes else { return nil }
    self.text = text
  }

  package init(trusted text: String) {
    self.text = text
  }
}
