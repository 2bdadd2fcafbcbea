import Testing

/// Files that repeat `Version.current` by hand have the same version.
@Suite struct VersionTests {
  private static func current() throws -> String {
    let text = try Tree.text("Sources/Wire/Server/Version.swift")
    return String(try #require(text.firstMatch(of: /static let current = "([^"]+)"/)).output.1)
  }

  @Test(arguments: [
    ("contrib/python/skeind.py", "\n__version__ = \"VERSION\"\n"),
    ("contrib/emacs/skein.el", "\n;; Version: VERSION\n"),
    ("man/skein-emacs.7", "\n.Os \"skein VERSION\"\n"),
    ("man/skein-python.7", "\n.Os \"skein VERSION\"\n"),
  ])
  func `a file that repeats the version has the current one`(_ file: String, _ line: String) throws
  {
    let line = line.replacing("VERSION", with: try Self.current())
    #expect(try Tree.text(file).contains(line), "\(file) lacks\(line)")
  }

  /// Before the first release, the only heading is Unreleased.
  @Test func `the newest release of the changelog is this version`() throws {
    let text = try Tree.text("contrib/CHANGELOG.md")
    let headings = text.matches(of: /(?m)^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$/)
    #expect(headings.first?.output.1 == "Unreleased")
    for heading in headings.dropFirst() { #expect(heading.output.2 != nil, "\(heading.output.0)") }
    if let newest = headings.dropFirst().first {
      #expect(String(newest.output.1) == (try Self.current()))
    }
  }
}
