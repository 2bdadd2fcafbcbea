import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// Threads that the version before imported, among the others.
struct Schema16Tests {
  private let directory = TemporaryDirectory()

  @Test func `an imported thread moves to its place in time, and no other moves`() throws {
    let older = try directory.open(Migration.all.filter { $0.version < 16 })
    // `touched`, the last activity, and whether it was imported.
    let threads = [(1, 100, false), (2, 50, true), (3, 250, true), (4, 200, false), (5, 250, true)]
    try older.pool.write { db in
      for (touched, at, isImported) in threads {
        try db.execute(
          sql: """
            INSERT INTO thread (user, uuid, touched, made, created_at, updated_at)
            VALUES (1, randomblob(16), ?1, randomblob(16), 1, ?2)
            """, arguments: [touched, at])
        if isImported {
          try db.execute(
            sql: "INSERT INTO imported VALUES (?1, 1, 'llm', 'o' || ?1, 't', 7)",
            arguments: [touched])
        }
      }
    }
    older.close()
    let newer = try directory.open(Migration.all)
    let places = try newer.pool.read { db in
      try db.all("SELECT id || ' ' || touched FROM thread ORDER BY id") { $0.text() }
    }
    #expect(places == ["1 1", "2 0", "3 4", "4 4", "5 4"])
    let mine = newer.scoped(to: try newer.owner(peer: .own))
    let listed = try mine.read { try $0.threads(.init()).data.map(\.updatedAt.milliseconds) }
    #expect(listed == [250, 250, 200, 100, 50])
    newer.close()
  }
}
