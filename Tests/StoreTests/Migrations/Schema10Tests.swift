import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// Beginnings of titles, in a database that the version before left.
struct Schema10Tests {
  private let directory = TemporaryDirectory()
  /// Cut after sixteen bytes each would end within a character.
  private static let titles = [
    "Schön gefärbte Wolle", "fifteen letters 🧶🧶🧶", "日本語の毛糸を巻く仕事", "plain", "é", "PLAIN two",
    "fifteen letters ü", "fifteen letters z",
  ]

  private func heads(_ store: Store) throws -> [[UInt8]] {
    try store.pool.read { db in
      try db.all("SELECT CAST(title_head AS BLOB) FROM task ORDER BY id") { $0.bytes() }
    }
  }

  /// Whether another program reads the file: Python takes text that is none for an error.
  private func readsInPython() throws -> Bool {
    let program = Process()
    program.executableURL = URL(filePath: "/usr/bin/env")
    program.arguments = [
      "python3", "-c",
      "import sqlite3, sys; print(len(sqlite3.connect(sys.argv[1]).execute("
        + "'SELECT title_head FROM task INDEXED BY task_by_title WHERE user = 1 AND shelf = 0')"
        + ".fetchall()))",
      directory.path + "/skein.db",
    ]
    program.standardError = FileHandle.nullDevice
    program.standardOutput = FileHandle.nullDevice
    try program.run()
    program.waitUntilExit()
    return program.terminationStatus == 0
  }

  @Test func `what the ninth version cut within a character ends with one, in order`() throws {
    let older = try directory.open(Array(Migration.all.prefix(9)))
    try older.pool.write { db in
      for (number, title) in Self.titles.enumerated() {
        try db.execute(
          sql: """
            INSERT INTO task (user, uuid, title, touched, made, created_at, updated_at)
            VALUES (1, randomblob(16), ?, ?, randomblob(8), 1, 1)
            """, arguments: [title, number + 1])
      }
    }
    #expect(try heads(older).contains { String(validating: $0, as: UTF8.self) == nil })
    older.close()
    #expect(try !readsInPython())
    let store = try directory.open(Migration.all)
    #expect(try heads(store).allSatisfy { String(validating: $0, as: UTF8.self) != nil })
    #expect(try readsInPython())
    #expect(try store.ownUpkeep.problems() == [])
    let listed = try store.scoped(to: store.owner(peer: .own)).read { rows in
      try rows.tasks(.init(sort: .title, order: .ascending)).data.map(\.title.text)
    }
    // NOCASE, byte by byte otherwise.
    #expect(
      listed
        == Self.titles.sorted { one, other in
          one.lowercased(with: Locale(identifier: "C")).utf8.lexicographicallyPrecedes(
            other.lowercased(with: Locale(identifier: "C")).utf8)
        })
    store.close()
  }
}
