import Foundation
import Testing

@testable import Store

struct SchemaPageTests {
  @Test func `the schema that is written down is the one that a new database has`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let written = try String(
      contentsOf: root.appending(path: SchemaPage.path), encoding: .utf8)
    let isFresh = try SchemaPage.isFresh(written)
    #expect(isFresh, "Run `swift run maintain`.")
  }

  @Test func `nothing is explained that is not there`() throws {
    let text = try SchemaPage.text(figures: "")
    for name in SchemaPage.purposes.keys { #expect(text.contains("## \(name)\n"), "\(name)") }
    for name in SchemaPage.uses.keys { #expect(text.contains("`\(name)` serves "), "\(name)") }
    for name in SchemaPage.columns.keys where name.contains(".") {
      let parts = name.split(separator: ".")
      let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix("\(parts[0])\n") }
      #expect(section?.contains("| `\(parts[1])` |") == true, "\(name)")
    }
  }

  @Test func `the diagram and the columns say who goes with whom`() throws {
    let text = try SchemaPage.text(figures: "")
    #expect(text.contains("  user ||--o{ thread : user\n"))
    #expect(text.contains("  thread |o--o{ task : thread\n"))
    #expect(text.contains("→ `thread`, set null |"))
    #expect(text.contains("→ `user`, cascade |"))
  }

  @Test func `a row of each table costs something`() throws {
    let figures = try SchemaFigures.text()
    #expect(figures.contains("| **message** | 6000 |"))
    #expect(figures.contains("| **task** | 3000 |"))
    #expect(figures.contains("| task_by_creation | 3000 |"))
  }
}
