import GRDB
import Testing

@testable import Store

/// Each list is read from the index that was made for it (sqlite.org/eqp.html).
struct RowsTests {
  private static let plans: [(sql: String, index: String)] = [
    (ThreadSQL.live, "live_thread_by_activity (user=? AND touched<?)"),
    (ThreadSQL.all, "thread_by_activity (user=? AND touched<?)"),
    (ThreadSQL.one, "sqlite_autoindex_thread_1 (user=? AND uuid=?)"),
    (MessageSQL.ascending, "sqlite_autoindex_message_1 (thread=? AND sequence>?)"),
    (MessageSQL.descending, "sqlite_autoindex_message_1 (thread=? AND sequence>? AND sequence<?)"),
    (MessageSQL.one, "sqlite_autoindex_message_2 (user=? AND uuid=?)"),
    (MessageSQL.history, "sqlite_autoindex_message_1 (thread=?)"),
    (TurnSQL.one, "sqlite_autoindex_turn_1 (user=? AND uuid=?)"),
    (TurnSQL.question, "sqlite_autoindex_turn_1 (user=? AND uuid=?)"),
    (TurnSQL.pair, "message_by_turn (turn=?)"),
    (TurnSQL.list(ofThread: false, withStatus: false), "turn_by_user (user=? AND rowid<?)"),
    (
      TurnSQL.list(ofThread: false, withStatus: true),
      "turn_by_status (user=? AND status=? AND rowid<?)"
    ),
    (TurnSQL.list(ofThread: true, withStatus: false), "turn_by_thread (thread=? AND rowid<?)"),
    (TurnSQL.list(ofThread: true, withStatus: true), "turn_by_thread (thread=? AND rowid<?)"),
  ]

  @Test(arguments: plans.indices)
  func `a list scans no table and sorts nothing`(_ number: Int) throws {
    let (sql, index) = Self.plans[number]
    let temporary = try TemporaryStore()
    let plan = try temporary.plan(sql)
    #expect(plan.contains { $0.contains("INDEX \(index)") }, "\(plan)")
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
  }

  @Test func `unfinished turns are found without reading the others`() throws {
    let temporary = try TemporaryStore()
    let plan = try temporary.plan("SELECT id FROM turn WHERE ended_at IS NULL")
    #expect(plan == ["SCAN turn USING INDEX unfinished_turn"])
  }
}
