import GRDB
import Testing
import Wire

@testable import Store

/// Each list is read from the index that was made for it (sqlite.org/eqp.html).
struct RowsTests {
  private static let plans: [(sql: String, index: String)] = [
    (threads(.init()), "live_thread_by_activity (user=? AND (touched,updated_at)<(?,?))"),
    (
      threads(.init(includeEdits: true)),
      "thread_by_activity (user=? AND (touched,updated_at)<(?,?))"
    ),
    (
      threads(.init(includeDeleted: true)),
      "thread_by_activity (user=? AND (touched,updated_at)<(?,?))"
    ),
    (
      threads(.init(includeDeleted: true, includeCopies: true, includeEdits: true)),
      "thread_by_activity (user=? AND (touched,updated_at)<(?,?))"
    ),
    (
      threads(.init(includeDeleted: true, copiesOf: IDSource().next())),
      "thread_by_original (copy_of=? AND (touched,updated_at)<(?,?))"
    ),
    (ThreadSQL.one, "sqlite_autoindex_thread_1 (user=? AND uuid=?)"),
    (MessageSQL.ascending, "sqlite_autoindex_message_1 (thread=? AND sequence>?)"),
    (MessageSQL.descending, "sqlite_autoindex_message_1 (thread=? AND sequence>? AND sequence<?)"),
    (MessageSQL.one, "sqlite_autoindex_message_2 (user=? AND uuid=?)"),
    (MessageSQL.history, "sqlite_autoindex_message_1 (thread=? AND sequence<?)"),
    (MessageSQL.whole, "sqlite_autoindex_message_1 (thread=?)"),
    (ContextSQL.one, "sqlite_autoindex_context_2 (user=? AND uuid=?)"),
    (ContextSQL.active, "live_context_by_status (user=? AND status=?)"),
    (
      ContextSQL.list(withStatus: false, includeDeleted: false),
      "live_context_by_activity (user=? AND touched<?)"
    ),
    (
      ContextSQL.list(withStatus: false, includeDeleted: true),
      "context_by_activity (user=? AND touched<?)"
    ),
    (
      ContextSQL.list(withStatus: true, includeDeleted: false),
      "live_context_by_status (user=? AND status=? AND touched<?)"
    ),
    (
      ContextSQL.list(withStatus: true, includeDeleted: true),
      "context_by_status (user=? AND status=? AND touched<?)"
    ),
    (ActionSQL.one, "sqlite_autoindex_action_1 (user=? AND uuid=?)"),
    (ActionSQL.whole, "action_by_context (context=?)"),
    (
      ActionSQL.list(withStatus: false, withType: false),
      "action_by_context (context=? AND rowid>?)"
    ),
    (
      ActionSQL.list(withStatus: true, withType: false),
      "action_by_status (context=? AND status=? AND rowid>?)"
    ),
    (
      ActionSQL.list(withStatus: false, withType: true),
      "action_by_type (context=? AND type=? AND rowid>?)"
    ),
    (
      ActionSQL.list(withStatus: true, withType: true),
      "action_by_status (context=? AND status=? AND rowid>?)"
    ),
    (ActionSQL.ended, "ended_action (context=? AND rowid>?)"),
    (PreviewSQL.one, "sqlite_autoindex_preview_1 (user=? AND uuid=?)"),
    (PreviewSQL.whole, "preview_by_context (context=?)"),
    (PreviewSQL.all, "preview_by_context (context=? AND rowid<?)"),
    (PreviewSQL.ofStatus, "preview_by_status (context=? AND status=? AND rowid<?)"),
    (TurnSQL.one, "sqlite_autoindex_turn_1 (user=? AND uuid=?)"),
    (TurnSQL.question, "sqlite_autoindex_turn_1 (user=? AND uuid=?)"),
    (QuotaSQL.tokens, "usage_by_end (user=? AND ended_at>? AND ended_at<?)"),
    (QuotaSQL.requests, "recent_request_by_time (user=?)"),
    (QuotaSQL.request, "recent_request_by_time (user=?)"),
    (QuotaSQL.forget, "recent_request_by_time (user=?)"),
    (TurnSQL.pair, "message_by_turn (turn=?)"),
    (turns(), "turn_by_user (user=? AND rowid<?)"),
    (turns(withStatus: true), "turn_by_status (user=? AND status=? AND rowid<?)"),
    (turns(ofThread: true), "turn_by_thread (thread=? AND rowid<?)"),
    (turns(ofThread: true, withStatus: true), "turn_by_thread (thread=? AND rowid<?)"),
    (turns(unanswered: true), "unanswered_turn_by_user (user=? AND rowid<?)"),
    (turns(ofThread: true, unanswered: true), "unanswered_turn (thread=? AND rowid<?)"),
    (
      turns(ofThread: true, withStatus: true, unanswered: true),
      "unanswered_turn (thread=? AND rowid<?)"
    ),
    (TurnSQL.unanswered, "unanswered_turn (thread=?)"),
    (SearchSQL.questions, "unanswered_turn_by_user (user=? AND rowid<?)"),
  ]

  private static func threads(_ params: ThreadList.Params) -> String {
    ThreadSQL.list(ListedThreads(params))
  }

  private static func turns(
    ofThread: Bool = false, withStatus: Bool = false, unanswered: Bool = false
  ) -> String {
    TurnSQL.list(
      .init(
        ofThread: ofThread, withStatus: withStatus, unanswered: unanswered, withTexts: unanswered))
  }

  @Test(arguments: plans.indices)
  func `a list scans no table and sorts nothing`(_ number: Int) throws {
    let (sql, index) = Self.plans[number]
    let temporary = try TemporaryStore()
    let plan = try temporary.plan(sql)
    #expect(plan.contains { $0.contains("INDEX \(index)") }, "\(plan)")
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
  }

  @Test func `what a retry leaves out is found by index`() throws {
    let plan = try TemporaryStore().plan(MessageSQL.lastBeside)
    #expect(plan.contains { $0.contains("sqlite_autoindex_message_1 (thread=?)") }, "\(plan)")
    #expect(plan.contains { $0.contains("turn_by_original (retry_of=?)") }, "\(plan)")
    #expect(!plan.contains { $0.contains("SCAN turn") || $0.contains("SCAN message") }, "\(plan)")
  }

  @Test(arguments: [TurnSQL.hasAnswer, TurnSQL.answered, TurnSQL.withdraw])
  func `what asks the same question is found by index`(_ sql: String) throws {
    let plan = try TemporaryStore().plan(sql)
    #expect(plan.contains { $0.contains("turn_by_original (retry_of=?)") }, "\(plan)")
    #expect(!plan.contains { $0.contains("SCAN turn") || $0.contains("SCAN message") }, "\(plan)")
  }

  @Test func `unfinished turns are found without reading the others`() throws {
    let temporary = try TemporaryStore()
    let plan = try temporary.plan("SELECT id FROM turn WHERE ended_at IS NULL")
    #expect(plan == ["SCAN turn USING INDEX unfinished_turn"])
  }

  @Test func `running actions are found without reading the others`() throws {
    let plan = try plan(ActionSQL.running, try TemporaryStore())
    #expect(plan == ["SCAN action USING INDEX running_action"])
  }

  private func plan(_ sql: String, _ temporary: TemporaryStore) throws -> [String] {
    try temporary.store.pool.read { db in
      try db.all("EXPLAIN QUERY PLAN \(sql)") { columns in
        for _ in 0..<3 { _ = columns.int() }
        return columns.text()
      }
    }
  }
}
