import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// What was imported, in a database that the version before left.
struct Schema15Tests {
  private let directory = TemporaryDirectory()

  private func rows(_ store: Store) throws -> [String] {
    try store.pool.read { db in
      try db.all(
        """
        SELECT thread || ' ' || user || ' ' || source || ' ' || origin || ' ' || tip || ' ' || message FROM imported
        ORDER BY thread
        """
      ) { $0.text() }
    }
  }

  @Test func `what came from elsewhere is known as before, and Claude's may come`() throws {
    let older = try directory.open(Migration.all.filter { $0.version < 15 })
    try older.pool.write { db in
      for number in 1...2 {
        try db.execute(
          sql: """
            INSERT INTO thread (user, uuid, touched, made, created_at, updated_at)
            VALUES (1, randomblob(16), ?, randomblob(16), 1, 1)
            """, arguments: [number])
      }
      try db.execute(
        sql: """
          INSERT INTO imported VALUES (1, 1, 'llm', 'o', 't', 7), (2, 1, 'chatgpt', 'p', 'u', 8)
          """)
    }
    let before = try rows(older)
    older.close()
    let newer = try directory.open(Migration.all)
    #expect(try rows(newer) == before)
    #expect(before.count == 2)
    try newer.pool.write { db in
      try db.execute(sql: "UPDATE imported SET source = 'claude' WHERE thread = 1")
      // A thread that goes takes it along, as before.
      try db.execute(sql: "DELETE FROM thread WHERE id = 2")
    }
    #expect(try rows(newer) == ["1 1 claude o t 7"])
    #expect(throws: DatabaseError.self) {
      try newer.pool.write { try $0.execute(sql: "UPDATE imported SET source = 'other'") }
    }
    newer.close()
  }
}
