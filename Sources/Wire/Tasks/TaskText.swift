/// A task's title: 1 to 200 Unicode scalars after trimming, no control characters.
package struct TaskTitle: RuledLine {
  package static let lengthLimit = 200
  package static let expectation = "1 to 200 characters without control characters"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

/// A task's description: up to 64 KiB of UTF-8, stored unchanged.
package struct TaskDescription: RuledBody {
  package static let expectation = "text of at most 64 KiB"
  package static let byteRange = 0...Limits.descriptionBytes

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}
