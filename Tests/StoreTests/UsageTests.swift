import GRDB
import JSON
import Testing
import Wire

@testable import Store

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct UsageTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func usage(
    _ key: UsageKey? = nil, from: Timestamp? = nil, to: Timestamp? = nil,
    in owned: OwnedStore? = nil
  ) throws -> UsageSummary.Result {
    try (owned ?? temporary.mine).read {
      try $0.usage(.init(from: from, to: to, groupBy: key), currency: "USD")
    }
  }

  /// A turn that has ended, on a thread of its own unless told.
  @discardableResult
  private func ran(
    _ status: TurnStatus = .completed, on thread: ThreadID? = nil, model: String = "local/smollm2",
    tokens: (prompt: Int, completion: Int)? = nil, total: Int? = nil, firstTokenMs: Int? = nil,
    totalMs: Int? = nil, retryOf: TurnID? = nil, costNanos: Int? = nil
  ) async throws -> (turn: TurnID, thread: ThreadID) {
    var new = temporary.newTurn(on: thread, retryOf: retryOf)
    new.model = ModelName(trusted: model)
    let opened = try await temporary.opened(new)
    var end = temporary.end(opened.turn.id, status, output: status == .completed ? "yarn" : "")
    (end.promptTokens, end.completionTokens) = (tokens?.prompt, tokens?.completion)
    end.costNanos = costNanos
    (end.totalTokens, end.firstTokenMs, end.totalMs) = (total, firstTokenMs, totalMs)
    _ = try await temporary.ended(end)
    return (opened.turn.id, opened.thread.id)
  }

  @Test func `nothing used is nothing`() throws {
    for key in UsageKey.allCases {
      let summary = try usage(key)
      #expect(summary.total == UsageFigures())
      #expect(summary.groups == [])
      #expect(!summary.hasMore)
    }
    #expect(try usage().groups == nil)
  }

  @Test func `every turn that ends is counted, however it does`() async throws {
    try await ran(tokens: (10, 5), total: 16)
    try await ran(tokens: (1, 2))
    try await ran(.failed, tokens: (100, 0))
    try await ran(.cancelled)
    try await ran(.interrupted)
    _ = try await temporary.opened(temporary.newTurn())
    #expect(
      try usage().total
        == UsageFigures(
          turns: 5, completed: 2, failed: 1, cancelled: 1, interrupted: 1, unmetered: 2,
          promptTokens: 111, completionTokens: 7, totalTokens: 119, unpriced: 3))
  }

  @Test func `costs add up exactly, and what has none is told apart`() async throws {
    try await ran(tokens: (1, 1), costNanos: 100_000_000)
    try await ran(tokens: (1, 1), costNanos: 200_000_000)
    try await ran(tokens: (1, 1))
    try await ran(model: "other/free", tokens: (1, 1), costNanos: 0)
    try await ran(model: "other/unknown")
    let summary = try usage(.model)
    #expect(summary.total.cost == 0.3)
    #expect(summary.total.unpriced == 1)
    let costs = Dictionary(
      uniqueKeysWithValues: try #require(summary.groups).map { ($0.model, $0.usage.cost) })
    #expect(costs == ["local/smollm2": 0.3, "other/free": 0, "other/unknown": nil])
  }

  @Test func `a turn left by a daemon that died is counted when it is ended`() async throws {
    _ = try await temporary.opened(temporary.newTurn())
    _ = try temporary.store.interruptUnfinishedTurns()
    #expect(try usage().total.interrupted == 1)
  }

  @Test func `tries of one question count each, a fork and an import count nothing`() async throws {
    let first = try await ran(.failed, tokens: (10, 0))
    try await ran(on: first.thread, tokens: (10, 5), retryOf: first.turn)
    let fork = ThreadFork.Params(threadId: first.thread)
    _ = try await temporary.mine.write { [ids = temporary.ids] in
      let document = try $0.rows.export(first.thread)
      _ = try $0.forkThread(fork, made: ids.next())
      return try $0.importThread(.init(document: document), made: ids.next())
    }
    let summary = try usage(.thread)
    #expect(summary.total.turns == 2)
    #expect(summary.total.promptTokens == 20)
    #expect(summary.groups?.map(\.threadId) == [first.thread])
  }

  @Test func `an ephemeral turn is counted under no thread`() async throws {
    var end = temporary.end(temporary.ids.next(), .completed, output: "yarn")
    (end.promptTokens, end.completionTokens) = (3, 4)
    try await temporary.mine.write { [end] in
      try $0.count(end, model: ModelName(trusted: "local/smollm2"))
    }
    let group = try #require(try usage(.thread).groups?.first)
    #expect(group.threadId == nil)
    #expect(group.usage.totalTokens == 7)
  }

  @Test func `what is deleted is counted by its number, and for good by its id alone`() async throws
  {
    let ran = try await ran(tokens: (10, 5))
    _ = try await temporary.mine.write {
      try $0.updateThread(.init(threadId: ran.thread, title: .set(Title(trusted: "Secret"))))
    }
    let named = try #require(try usage(.thread).groups?.first)
    #expect(named.title?.text == "Secret")
    #expect(named.number == 1)
    #expect(named.deletedAt == nil)
    try await temporary.mine.write { try $0.deleteThread(ran.thread, permanent: false) }
    let deleted = try #require(try usage(.thread).groups?.first)
    #expect(deleted.title == nil)
    #expect(deleted.number == 1)
    #expect(deleted.deletedAt != nil)
    try await temporary.mine.write { try $0.deleteThread(ran.thread, permanent: true) }
    let group = try #require(try usage(.thread).groups?.first)
    #expect(group == UsageGroup(threadId: ran.thread, usage: deleted.usage))
    #expect(group.usage.totalTokens == 15)
  }

  @Test func `nobody counts what is another's, and it goes with its user`() async throws {
    let stranger = try temporary.stranger()
    try await ran(tokens: (10, 5))
    #expect(try usage(.model, in: stranger).total.turns == 0)
    #expect(try usage(.model, in: stranger).groups == [])
    try temporary.sql("DELETE FROM user WHERE email NOT LIKE 'uid4242%'")
    #expect(try temporary.number("SELECT count(*) FROM usage") == 0)
  }

  @Test func `models and threads come by their tokens, days by their date`() async throws {
    try await ran(model: "a/small", tokens: (1, 1))
    let big = try await ran(model: "b/large", tokens: (50, 50))
    try await ran(on: big.thread, model: "a/small", tokens: (5, 5))
    try await ran(model: "c/none")
    #expect(try usage(.model).groups?.map(\.model) == ["b/large", "a/small", "c/none"])
    #expect(try usage(.model).groups?.map(\.usage.totalTokens) == [100, 12, 0])
    #expect(try usage(.thread).groups?.first?.threadId == big.thread)
    #expect(try usage(.thread).groups?.map(\.usage.turns) == [2, 1, 1])
  }

  @Test func `a day is the daemon's own`() async throws {
    try await ran()
    let end = Int64(try #require(try temporary.number("SELECT ended_at FROM usage")))
    // A week before and a week after, at every third hour: across midnight wherever this runs.
    for hours in stride(from: -168, through: 168, by: 3) {
      try temporary.sql(
        """
        INSERT INTO usage (user, model, status, ended_at)
        VALUES (1, 'm', 'completed', \(end + Int64(hours) * 3_600_000))
        """)
    }
    let moments = try ends()
    let days = Dictionary(grouping: moments.map(localDay), by: { $0 }).mapValues(\.count)
    let groups = try #require(try usage(.day).groups)
    #expect(groups.compactMap(\.day) == days.keys.sorted(by: >))
    #expect(groups.map(\.usage.turns) == days.sorted { $0.key > $1.key }.map(\.value))
  }

  private func ends() throws -> [Int64] {
    try temporary.store.pool.read { db in
      try Int64.fetchAll(db, sql: "SELECT ended_at FROM usage ORDER BY id")
    }
  }

  private func localDay(_ milliseconds: Int64) -> String {
    var (time, parts) = (time_t(milliseconds / 1000), tm())
    localtime_r(&time, &parts)
    func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
  }

  @Test func `from is the first moment, to is the first one after`() async throws {
    for _ in 1...3 { try await ran() }
    let ends = try ends().map(Timestamp.init(milliseconds:))
    #expect(try usage(from: ends[1]).total.turns == 2)
    #expect(try usage(to: ends[1]).total.turns == 1)
    #expect(try usage(from: ends[1], to: ends[2]).total.turns == 1)
    for to in [ends[1], ends[0]] {
      let fault = #expect(throws: Fault.self) { _ = try usage(from: ends[1], to: to) }
      #expect(fault?.data.path == "to")
    }
  }

  @Test func `latency is of completed turns, by nearest rank`() async throws {
    for time in (1...100).reversed() { try await ran(firstTokenMs: time, totalMs: time * 10) }
    try await ran(.failed, firstTokenMs: 9999, totalMs: 9999)
    try await ran(model: "other", totalMs: 7)
    let summary = try usage(.model)
    #expect(summary.groups?[0].usage.firstToken == Latency(medianMs: 50, p95Ms: 95, maxMs: 100))
    #expect(summary.groups?[0].usage.whole == Latency(medianMs: 500, p95Ms: 950, maxMs: 1000))
    #expect(summary.groups?[1].usage.firstToken == nil)
    #expect(summary.groups?[1].usage.whole == Latency(medianMs: 7, p95Ms: 7, maxMs: 7))
    #expect(summary.total.firstToken == Latency(medianMs: 50, p95Ms: 95, maxMs: 100))
    #expect(summary.total.whole?.maxMs == 1000)
  }

  @Test func `more groups than fit are said to be there, and are in the total`() throws {
    try temporary.sql(
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
      INSERT INTO usage (user, model, status, prompt_tokens, ended_at)
      SELECT 1, 'm' || i, 'completed', i, 5 FROM n
      """)
    let summary = try usage(.model)
    #expect(summary.groups?.count == Limits.usageGroups)
    #expect(summary.groups?.first?.model == "m1001")
    #expect(summary.hasMore)
    #expect(summary.total.turns == 1001)
  }

  @Test func `a provider's absurd numbers do no harm`() throws {
    for _ in 1...3 {
      try temporary.sql(
        """
        INSERT INTO usage (user, model, status, prompt_tokens, completion_tokens, ended_at)
        VALUES (1, 'm', 'completed', \(Int64.max), \(Int64.max), 5)
        """)
    }
    #expect(try usage(.day).total.promptTokens == 9_007_199_254_740_991)
  }

  @Test func `the ledger is only ever added to`() async throws {
    try await ran()
    try temporary.expectRefused("UPDATE usage SET prompt_tokens = 1", because: "stays as it was")
    try temporary.expectRefused("DELETE FROM usage", because: "with its user alone")
  }

  @Test func `the owner's part of the ledger is read by its index`() throws {
    let search = "SEARCH usage USING INDEX usage_by_end (user=? AND ended_at>? AND ended_at<?)"
    for sql in [UsageSQL.total] + UsageKey.allCases.map(UsageSQL.by) {
      for statement in [sql.counts, sql.firstToken, sql.whole] {
        let plan = try temporary.plan(statement)
        #expect(plan.first == search, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
      }
    }
  }

  @Test func `turns from before the ledger are in it`() throws {
    let before = try TemporaryStore(
      migrations: Array(Migration.all.prefix { !$0.sql.contains("TABLE usage") }))
    try before.sql(
      RawRow.thread(1) + RawRow.turn(1) + RawRow.end(1, "failed")
        + "UPDATE turn SET prompt_tokens = 7 WHERE id = 1;" + RawRow.turn(2))
    let path = before.store.path
    before.store.close()
    let store = try Store(opening: Store.Configuration(path: path, socketPath: "/tmp/s"))
    defer { store.close() }
    let mine = store.scoped(to: try store.owner(peer: .own))
    let summary = try mine.read { try $0.usage(.init(groupBy: .thread), currency: "USD") }
    #expect(summary.total.failed == 1)
    #expect(summary.total.promptTokens == 7)
    #expect(summary.groups?.first?.threadId != nil)
  }
}
