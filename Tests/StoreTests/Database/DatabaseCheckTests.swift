import GRDB
import Testing
import Wire

@testable import Store

struct DatabaseCheckTests {
  @Test func `a database that was used is whole`() async throws {
    let temporary = try TemporaryStore()
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Yarn."))
    try await temporary.message("More", to: thread.id)
    #expect(try temporary.store.ownUpkeep.problems() == [])
  }

  @Test(arguments: [
    ("UPDATE message SET sequence = 7 WHERE sequence = 2", "numbered 1 to 7"),
    ("DELETE FROM message WHERE sequence = 1", "numbered 2 to 2"),
    ("UPDATE thread SET message_count = 9", "counts 9 messages and has 2"),
    ("DELETE FROM event WHERE seq = 2", "the feed of user row 1"),
    ("UPDATE user SET change_seq = 99", "of 99"),
    ("DELETE FROM thread", "points to a row of thread"),
  ])
  func `a rule that was broken behind its back is found`(sql: String, words: String) async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread("Wool")
    try await temporary.message("One", to: thread.id)
    try await temporary.message("Two", to: thread.id)
    try temporary.break(with: sql)
    let problems = try temporary.store.ownUpkeep.problems()
    #expect(problems.contains { $0.contains(words) }, "\(problems)")
  }

  @Test func `an index that lost a message is found`() async throws {
    let temporary = try TemporaryStore()
    let thread = try await temporary.thread("Wool")
    try await temporary.message("A skein of yarn", to: thread.id)
    #expect(try await temporary.found("skein").count == 1)
    #expect(try temporary.store.ownUpkeep.problems() == [])
    try temporary.sql(
      """
      INSERT INTO message_index (message_index, rowid, content)
      SELECT 'delete', id, content
      FROM message
      """)
    #expect(
      try temporary.store.ownUpkeep.problems()
        == ["the search index does not match the messages"])
  }

  @Test func `no more problems are told than an answer holds`() async throws {
    let temporary = try TemporaryStore()
    for number in 0..<(DatabaseCheck.problemLimit + 5) {
      try await temporary.thread("Thread \(number)")
    }
    try temporary.break(with: "UPDATE thread SET message_count = 1")
    let problems = try temporary.store.ownUpkeep.problems()
    #expect(problems.count == DatabaseCheck.problemLimit)
  }
}

extension TemporaryStore {
  /// Writes what the schema's triggers and references would refuse.
  fileprivate func `break`(with sql: String) throws {
    try store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      let triggers = try db.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        $0.text()
      }
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger)") }
      try db.execute(sql: sql)
      try db.execute(sql: "PRAGMA foreign_keys = ON")
    }
  }
}
