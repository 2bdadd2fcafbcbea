/// A line as somebody would type it into a shell, and what it does where that is not plain.
package struct CommandExample: ExpressibleByStringLiteral, Sendable {
  package let line: String
  /// A few words, without a full stop.
  package let purpose: String?

  init(_ line: String, _ purpose: String? = nil) {
    self.line = line
    self.purpose = purpose
  }

  package init(stringLiteral line: String) {
    self.init(line)
  }

  /// The purpose as the shell's own comment, then the line: both can be pasted as they are.
  package var lines: [String] { (purpose.map { ["# \($0)"] } ?? []) + [line] }
}
