/// An absolute path on the daemon's machine. The daemon expands neither `~` nor variables, and does
/// not know the working directories of its clients.
package struct FilePath: RuledText {
  package static let lengthLimit = 4096
  package static let expectation = "an absolute path of at most 4096 characters"
  package static let schema = Schema.string(minLength: 1, maxLength: lengthLimit)
  package static let specimen = FilePath(trusted: "/")

  package let text: String

  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/"),
      text.unicodeScalars.prefix(Self.lengthLimit + 1).count <= Self.lengthLimit
    else { return nil }
    self.text = text
  }

  package init(trusted text: String) {
    self.text = text
  }
}
