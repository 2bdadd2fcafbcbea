import Foundation
import Testing

@testable import Store

struct SchemaPageTests {
  @Test func `the schema that is written down is the one that a new database has`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let written = try String(
      contentsOf: root.appending(path: SchemaPage.path), encoding: .utf8)
    let isFresh = written == (try SchemaPage.text())
    #expect(isFresh, "Run `swift run maintain`.")
  }

  @Test func `nothing is explained that is not there`() throws {
    let text = try SchemaPage.text()
    for name in SchemaPage.purposes.keys { #expect(text.contains("## \(name)\n"), "\(name)") }
    for name in SchemaPage.uses.keys { #expect(text.contains("`\(name)` serves "), "\(name)") }
  }
}
