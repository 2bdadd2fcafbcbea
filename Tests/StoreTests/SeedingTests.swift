import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// Data that is made up: the same for the same number, and nothing that the schema would not have
/// taken from a daemon.
struct SeedingTests {
  private static let tables = [
    "user", "thread", "message", "turn", "task", "context", "action", "preview", "event", "seeded",
  ]

  private func plan(_ seed: UInt64 = 7) -> SeedPlan {
    SeedPlan(users: 4, threads: 25, messages: 201, tasks: 60, contexts: 7, randomSeed: seed)
  }

  private func seeded(_ plan: SeedPlan) throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    _ = try temporary.store.seed(plan, force: false)
    return temporary
  }

  /// Every row of what the seeder writes; the daemon's own user is not its work.
  private func dump(_ temporary: TemporaryStore) throws -> [String] {
    try temporary.store.pool.read { db in
      try Self.tables.flatMap { table in
        try Row.fetchAll(
          db, sql: "SELECT * FROM \(table) \(table == "user" ? "WHERE id > 1" : "")"
        ).map { row in
          row.databaseValues.reduce(table) { text, value in
            if case .blob(let data) = value.storage {
              return "\(text)|\(data.base64EncodedString())"
            }
            return "\(text)|\(value)"
          }
        }
      }
    }
  }

  @Test func `the same number gives the same rows, ids and times; another gives others`() throws {
    let (one, same, other) = (
      try dump(seeded(plan())), try dump(seeded(plan())), try dump(seeded(plan(8)))
    )
    #expect(one.count > 500)
    #expect(one == same)
    #expect(Set(one).intersection(other).count < 5)
  }

  @Test func `as many are written as were asked for, and each is counted`() throws {
    let temporary = try TemporaryStore()
    let report = try temporary.store.seed(plan(), force: false)
    for (table, count) in [
      ("user", 4), ("thread", 25 + 7), ("message", 201), ("turn", 100), ("task", 60),
      ("context", 7),
    ] {
      #expect(try temporary.number("SELECT count(*) FROM \(table)") == count, "\(table)")
    }
    let counted = try [
      "thread", "message", "turn", "task", "context", "action", "preview", "event",
    ]
    .reduce(3) { try $0 + (temporary.number("SELECT count(*) FROM \($1)") ?? 0) }
    #expect(report.total == counted)
  }

  @Test func `the database is whole, sequences and events have no gap, turns have their pairs`()
    throws
  {
    let temporary = try seeded(plan())
    #expect(try temporary.text("PRAGMA integrity_check") == "ok")
    #expect(try temporary.text("SELECT \"table\" FROM pragma_foreign_key_check") == nil)
    for broken in [
      "SELECT thread FROM message GROUP BY thread HAVING max(sequence) <> count(*)",
      "SELECT id FROM turn WHERE status <> 'completed' OR (SELECT count(*) FROM message WHERE turn = turn.id) <> 2",
      "SELECT user FROM event GROUP BY user HAVING max(seq) - min(seq) + 1 <> count(*)",
      "SELECT id FROM user WHERE change_seq <> (SELECT max(seq) FROM event WHERE user = user.id)",
      "SELECT id FROM thread WHERE touched > (SELECT change_seq FROM user WHERE id = thread.user)",
      "SELECT id FROM action WHERE status = 'running'",
      "SELECT id FROM thread WHERE created_at > 1767225600000",
    ] {
      #expect(try temporary.number("SELECT count(*) FROM (\(broken))") == 0, "\(broken)")
    }
  }

  /// Everything that the database holds rows to; of a table, triggers and indexes in their order.
  private func schema(_ temporary: TemporaryStore) throws -> [String] {
    try temporary.store.pool.read { db in
      try ["table", "index", "trigger", "view"].flatMap { type in
        try String.fetchAll(
          db,
          sql: """
            SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || coalesce(sql, '')
            FROM sqlite_schema
            WHERE type = ?
            ORDER BY tbl_name, rowid
            """, arguments: [type])
      }
    }
  }

  @Test func `the schema is what it was to the letter, whether it was written or refused`()
    async throws
  {
    let temporary = try TemporaryStore()
    let before = try schema(temporary)
    #expect(before.count > 60)
    _ = try temporary.store.seed(plan(), force: false)
    #expect(try schema(temporary) == before)
    #expect(throws: SeedRefusal.self) { try temporary.store.seed(plan(), force: true) }
    #expect(try schema(temporary) == before)
    _ = try temporary.store.seed(plan(8), force: true)
    #expect(try schema(temporary) == before)
    #expect(
      try await temporary.store.pool.read { try Upkeep.brokenRows($0) } == [])
  }

  @Test func `a daemon goes on from it: what the triggers do, they do`() async throws {
    let temporary = try seeded(plan())
    let thread = try #require(try temporary.listed().first { $0.contextId == nil })
    let message = try await temporary.message("More", to: thread.id)
    #expect(message.sequence?.number == thread.messageCount + 1)
    for broken in [
      "UPDATE message SET content = 'other' WHERE id = 1",
      "UPDATE thread SET title = '' WHERE id = 1",
    ] {
      #expect(throws: (any Error).self, "\(broken)") {
        try temporary.store.pool.write { try $0.execute(sql: broken) }
      }
    }
  }

  @Test func `what the triggers would have refused was not written`() throws {
    let temporary = try seeded(plan())
    for broken in [
      "SELECT id FROM message WHERE metadata IS NOT NULL AND NOT json_valid(metadata)",
      "SELECT id FROM context WHERE NOT json_valid(flow) OR NOT json_valid(config)",
      "SELECT id FROM action WHERE NOT json_valid(payload) OR NOT json_valid(coalesce(result, '{}'))",
      "SELECT id FROM action WHERE (status IN ('completed', 'failed')) <> (ended_at IS NOT NULL)",
      "SELECT id FROM thread WHERE last_message_at IS NOT (SELECT created_at FROM message WHERE thread = thread.id ORDER BY sequence DESC LIMIT 1)",
      "SELECT task.id FROM task JOIN thread ON thread.id = task.thread WHERE thread.user <> task.user",
      "SELECT id FROM message AS answer WHERE role = 'assistant' AND NOT EXISTS (SELECT 1 FROM message WHERE turn = answer.turn AND role = 'user' AND sequence = answer.sequence - 1)",
      "SELECT turn.id FROM turn JOIN thread ON thread.id = turn.thread WHERE NOT EXISTS (SELECT 1 FROM usage WHERE usage.thread = thread.uuid AND ended_at = turn.ended_at AND usage.total_tokens = turn.total_tokens)",
      "SELECT 1 WHERE (SELECT count(*) FROM usage) <> (SELECT count(*) FROM turn)",
    ] {
      #expect(try temporary.number("SELECT count(*) FROM (\(broken))") == 0, "\(broken)")
    }
  }

  @Test func `it is plausible: most tasks are done, some are archived, deleted, or long`() throws {
    let temporary = try seeded(
      SeedPlan(users: 2, threads: 5, messages: 10, tasks: 2000, contexts: 0))
    func share(_ condition: String) throws -> Int {
      try #require(
        try temporary.number("SELECT count(*) * 100 / 2000 FROM task WHERE \(condition)"))
    }
    #expect((50...70).contains(try share("completed")))
    #expect((5...20).contains(try share("archived_at IS NOT NULL")))
    #expect((2...8).contains(try share("deleted_at IS NOT NULL")))
    #expect(try temporary.number("SELECT max(length(title)) FROM task") == 200)
    #expect((10...30).contains(try share("thread IS NOT NULL")))
  }

  @Test func `a database that holds data is left alone unless forced`() async throws {
    let temporary = try TemporaryStore()
    try await temporary.thread("Mine")
    #expect(throws: SeedRefusal.self) { try temporary.store.seed(plan(), force: false) }
    #expect(try temporary.number("SELECT count(*) FROM thread") == 1)
    _ = try temporary.store.seed(plan(), force: true)
    // The same rows once more have no place.
    let before = try dump(temporary)
    #expect(throws: SeedRefusal.self) { try temporary.store.seed(plan(), force: true) }
    #expect(try dump(temporary) == before)
  }

  @Test func `clean removes what was written and nothing else`() async throws {
    let temporary = try TemporaryStore()
    let mine = try await temporary.thread("Mine")
    try await temporary.message("kept", to: mine.id)
    try await temporary.task("Mine too")
    try await temporary.context("And this")
    _ = try temporary.store.seed(plan(), force: true)
    let seeded = try #require(
      try temporary.text("SELECT hex(uuid) FROM seeded WHERE entity = 'thread'"))
    let thread = try #require(
      try temporary.listed().first { "\($0.id)".replacing("-", with: "").uppercased() == seeded })
    // What was added since: a message goes with its thread, a fork with words of its own stays, and so does
    // another's task.
    try await temporary.message("added", to: thread.id)
    let fork = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.forkThread(.init(threadId: thread.id), made: ids.next())
    }
    try await temporary.message("its own", to: fork.id)
    try await temporary.task("About it", on: thread.id)
    let report = try temporary.store.removeSeeds()
    #expect(report.rows.first { $0.table == "task" }?.count == 60)
    #expect(Set(try temporary.listed().map(\.id)).isSuperset(of: [mine.id, fork.id]))
    #expect(try temporary.number("SELECT count(*) FROM thread") == 3)
    #expect(try temporary.number("SELECT count(*) FROM task") == 2)
    #expect(try temporary.number("SELECT count(*) FROM context") == 1)
    #expect(try temporary.number("SELECT count(*) FROM user") == 1)
    #expect(try temporary.number("SELECT count(*) FROM seeded") == 0)
    #expect(try temporary.text("PRAGMA integrity_check") == "ok")
    #expect(try temporary.store.removeSeeds().total == 0)
  }

  @Test func `what people wrote into it leaves the copies too, with the next daemon`() async throws
  {
    let temporary = try seeded(plan())
    let copy = temporary.store.path + ".pre-v98"
    try Files.write(Array("somebody's words".utf8), to: copy, mode: 0o600)
    _ = try temporary.store.removeSeeds()
    temporary.store.close()
    let next = try Store(opening: temporary.store.configuration)
    defer { next.close() }
    await withCheckedContinuation { continuation in
      next.erasure.whenFinished { continuation.resume() }
    }
    #expect(!FileManager.default.fileExists(atPath: copy))
    #expect(try await next.pool.read { db in try !Erasure.isMarked(db) })
  }

  @Test func `what its user has removed already is no obstacle to clean`() async throws {
    let temporary = try seeded(plan())
    let thread = try #require(try temporary.listed().first { $0.contextId == nil })
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: true) }
    _ = try temporary.store.removeSeeds()
    #expect(try temporary.number("SELECT count(*) FROM seeded") == 0)
    #expect(try temporary.number("SELECT count(*) FROM thread") == 0)
  }

  @Test func `only so many events of a user are kept, the newest`() throws {
    let temporary = try TemporaryStore(retention: EventRetention(kept: 50, days: 30))
    _ = try temporary.store.seed(plan(), force: false)
    #expect(
      try temporary.number("SELECT max(n) FROM (SELECT count(*) AS n FROM event GROUP BY user)")
        == 50)
    #expect(
      try temporary.number(
        "SELECT count(*) FROM user WHERE change_seq <> (SELECT max(seq) FROM event WHERE user = user.id)"
      ) == 0)
  }
}
