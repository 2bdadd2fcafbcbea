import JSON

/// Where a file of the daemon's machine is: an absolute path of at most 4096 bytes, kept as it came.
package struct FilePath: RuledText {
  package static let lengthLimit = 4096
  package static let expectation = "an absolute path of at most 4096 bytes"
  package static let schema = Schema.string(minLength: 1, maxLength: lengthLimit)

  package let text: String

  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= Self.lengthLimit else {
      return nil
    }
    self.text = text
  }

  package init(trusted text: String) {
    self.text = text
  }

  package static var specimen: Self { Self(trusted: "/specimen") }
}
