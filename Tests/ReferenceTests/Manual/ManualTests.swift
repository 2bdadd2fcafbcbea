import Testing

@testable import Reference

struct ManualTests {
  @Test func `every method and notification is on exactly one page`() throws {
    let catalogue = try Catalogue()
    for name in catalogue.methods.map(\.name) + catalogue.notifications.map(\.name) {
      #expect(PagePlan.all.filter { $0.claims(name) }.count == 1, "\(name)")
    }
  }

  @Test func `every named type but the error is described on exactly one page`() throws {
    let pages = try Manual.pages().map { String(decoding: $0.text, as: UTF8.self) }
    for type in try Catalogue().types where !["Error", "ErrorData"].contains(type.name) {
      #expect(pages.filter { $0.contains("\n.Ss \(type.name)\n") }.count == 1, "\(type.name)")
    }
  }

  @Test(arguments: [
    ("TurnOptions", "turn"), ("Flow", "context"), ("ContextConfig", "context"),
    ("Thread", "thread"), ("HistorySkip", "history"),
  ])
  func `a type is described on the page where one looks for it`(_ type: String, _ name: String)
    throws
  {
    let page = try #require(try Manual.pages().first { $0.path == "man/skein-\(name).7" })
    #expect(String(decoding: page.text, as: UTF8.self).contains("\n.Ss \(type)\n"))
  }

  @Test func `no line of an example is wider than a screen`() throws {
    for page in try Manual.pages() {
      var isLiteral = false
      for line in String(decoding: page.text, as: UTF8.self).split(separator: "\n") {
        if line.hasPrefix(".Bd") { isLiteral = true }
        if line.hasPrefix(".Ed") { isLiteral = false }
        let shown = line.replacing("\\-", with: "-").replacing("\\(aq", with: "'")
        #expect(!isLiteral || shown.count <= 73, "\(page.path): \(line)")
      }
    }
  }

  @Test func `pages are ASCII, as every roff reads it`() throws {
    for page in try Manual.pages() {
      #expect(page.text.allSatisfy { $0 < 128 }, "\(page.path)")
    }
  }
}
