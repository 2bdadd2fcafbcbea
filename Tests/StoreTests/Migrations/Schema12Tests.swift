import GRDB
import Testing
import Wire

@testable import Store

/// Questions without an answer, in a database that the version before left.
struct Schema12Tests {
  private let directory = TemporaryDirectory()

  /// A turn as it ended, in thread 1.
  private static func turn(
    _ id: Int, _ status: String, input: String? = "Why?", output: String? = nil,
    retryOf: Int? = nil, endedAt: Int
  ) -> String {
    func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "NULL" }
    return """
      INSERT INTO turn (id, user, thread, uuid, status, model, input, output, retry_of, made,
        queued_at, started_at)
      VALUES (\(id), 1, 1, randomblob(16), 'running', 'm', \(text(input)), \(text(output)),
        \(retryOf.map(String.init) ?? "NULL"), randomblob(16), 1, 1);
      \(input == nil ? RawRow.message(id * 2 - 1, turn: "\(id)") + RawRow.message(
        id * 2, role: "assistant", turn: "\(id)") : "")
      UPDATE turn SET status = '\(status)', ended_at = \(endedAt) WHERE id = \(id);
      """
  }

  @Test func `what failed without an answer is found, what was answered or taken back is not`()
    throws
  {
    let older = try directory.open(Migration.all.filter { $0.version < 12 })
    try older.pool.write { db in
      try db.execute(sql: RawRow.thread(1))
      // Messages 1 and 2, made at 10 and 20.
      try db.execute(sql: Self.turn(1, "completed", input: nil, endedAt: 20))
      try db.execute(sql: Self.turn(2, "failed", output: "half", endedAt: 25))
      try db.execute(sql: Self.turn(3, "cancelled", endedAt: 15))
      // Taken back: had it failed, it would have no words; it had a pair.
      try db.execute(sql: Self.turn(4, "cancelled", output: "half", endedAt: 30))
      // Asked again: of an answered question, and of one that stays without an answer.
      try db.execute(sql: Self.turn(5, "failed", retryOf: 1, endedAt: 30))
      try db.execute(sql: Self.turn(6, "interrupted", retryOf: 2, endedAt: 30))
    }
    older.close()
    let store = try directory.open(Migration.all)
    let found = try store.pool.read { db in
      try db.all("SELECT id, after_sequence FROM turn WHERE unanswered = 1 ORDER BY id") {
        [$0.int(), $0.int()]
      }
    }
    #expect(found == [[2, 2], [3, 1], [6, 2]])
    let listed = try store.scoped(to: store.owner(peer: .own)).read { rows in
      try rows.turns(.init(unanswered: true, includeTexts: true)).data
    }
    #expect(listed.map(\.output) == [nil, nil, "half"])
    #expect(try store.ownUpkeep.problems() == [])
    store.close()
  }

  @Test func `a question waits for an answer only while it can have one`() throws {
    let temporary = try TemporaryStore()
    try temporary.sql(RawRow.thread(1) + RawRow.turn(1))
    for change in ["unanswered = 1", "unanswered = 2", "after_sequence = -1"] {
      try temporary.expectRefused("UPDATE turn SET \(change) WHERE id = 1", because: "CHECK")
    }
    try temporary.sql(RawRow.end(1, "failed"))
    try temporary.sql("UPDATE turn SET unanswered = 1 WHERE id = 1")
    try temporary.expectRefused(
      "UPDATE turn SET withdrawn_at = 1 WHERE id = 1", because: "CHECK")
  }
}
