import Testing

/// Every path and every name of the code in contrib/HACKING.md exists, also after something was
/// renamed.
@Suite struct HackingPageTests {
  /// The inline code of the page.
  private static func terms() throws -> Set<String> {
    let page = try Tree.text("contrib/HACKING.md").replacing(/```(?s:.*?)```/, with: "")
    return Set(page.matches(of: /`([^`\n]+)`/).map { String($0.output.1) })
  }

  /// `…` stands for a name to choose: only the folder before it has to exist. A path can be a command
  /// with arguments.
  @Test func `every path exists`() throws {
    let paths = try Self.terms().map { $0.prefix { $0 != " " } }
      .filter { $0.contains(/^(?:Sources|Tests|contrib|man|\.ci)\//) }
    #expect(paths.count > 40)
    for path in paths.sorted() {
      let parts = path.split(separator: "/").prefix { !$0.contains("…") }
      let folder = parts.dropLast().joined(separator: "/")
      let name = try #require(parts.last.map(String.init), "\(path)")
      #expect(try Tree.names(in: folder).contains(name), "\(path)")
    }
  }

  /// A name of the code has a capital letter, such as `Session.write`.
  @Test func `every name of the code exists`() throws {
    let terms = try Self.terms().filter { $0.contains(/^[A-Za-z]*[A-Z][A-Za-z]*(?:\.[A-Za-z]+)*$/) }
    #expect(terms.count > 40)
    let files =
      Tree.files(below: "Sources", ending: ".swift")
      + Tree.files(below: "Tests", ending: ".swift").filter {
        !$0.hasSuffix("/HackingPageTests.swift")
      }
    let words = try Set(
      (files + ["Package.swift"]).flatMap { file in
        try Tree.text(file).utf8.split { !$0.isASCIILetter }.map {
          String(decoding: $0, as: UTF8.self)
        }
      })
    for term in terms.sorted() {
      let missing = term.split(separator: ".").filter { !words.contains(String($0)) }
      #expect(missing == [], "\(term)")
    }
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
}
