import Foundation
import Testing

/// contrib/SECURITY.md says nothing that a test does not show: each of its claims has a number, and
/// the table at its end names the tests.
@Suite struct SecurityClaimsTests {
  private struct Page {
    /// The numbers that the text gives its claims, such as `S7`, in order.
    let claims: [String]
    /// The tests that the table names for each.
    let shown: [String: [String]]

    init() throws {
      let parts = try Tree.text("contrib/SECURITY.md").split(
        separator: "\n## Tests\n", maxSplits: 1)
      try #require(parts.count == 2, "the table is missing")
      claims = parts[0].matches(of: /\*\*(S\d+)\*\*/).map { String($0.output.1) }
      var shown: [String: [String]] = [:]
      for line in parts[1].split(separator: "\n") {
        guard let row = line.firstMatch(of: /^\| (S\d+) \| (.*) \|$/) else { continue }
        shown[String(row.output.1)] = row.output.2.matches(of: /`([^`]+)`/)
          .map { String($0.output.1) }
      }
      self.shown = shown
    }
  }

  @Test func `each claim has its number once, and a row`() throws {
    let page = try Page()
    #expect(page.claims == (1...page.claims.count).map { "S\($0)" })
    #expect(Set(page.claims) == Set(page.shown.keys))
    for (claim, tests) in page.shown { #expect(!tests.isEmpty, "\(claim) is shown by nothing") }
  }

  @Test func `each test that is named is there`() throws {
    let swift = try Tree.files(below: "Tests", ending: ".swift").map { try Tree.text($0) }.joined()
    let clients = try Tree.files(below: "contrib")
      .filter { $0.contains("test") && !$0.hasSuffix(".pyc") }
      .map { try Tree.text($0) }.joined()
    for (claim, tests) in try Page().shown {
      for test in tests {
        let isThere = swift.contains("func `\(test)`") || clients.contains(test)
        #expect(isThere, "\(claim): no test is named \(test)")
      }
    }
  }
}
