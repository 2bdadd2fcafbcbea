import Testing
import Wire

@testable import Store

struct EventRetentionTests {
  private func kept(_ temporary: TemporaryStore) throws -> [Int] {
    try temporary.mine.read { rows in
      try rows.db.all("SELECT seq FROM event WHERE user = ?1 ORDER BY seq", rows.whose) { $0.int() }
    }
  }

  private func oldest(_ temporary: TemporaryStore, since: Int) throws -> Int? {
    do {
      _ = try temporary.mine.read {
        try $0.events(since: Sequence(since), limit: .standard)
      }
      return nil
    } catch let fault as Fault where fault.kind == .gone {
      return fault.data.oldest
    }
  }

  @Test func `the newest are kept, and numbers go on`() async throws {
    let temporary = try TemporaryStore(retention: EventRetention(kept: 10))
    for _ in 1...130 { try await temporary.thread() }
    #expect(try kept(temporary) == Array(119...130))
    #expect(try oldest(temporary, since: 117) == 119)
    #expect(try oldest(temporary, since: 118) == nil)
    try temporary.store.pruneEvents()
    #expect(try kept(temporary) == Array(121...130))
    try await temporary.thread()
    #expect(try kept(temporary) == Array(121...131))
  }

  @Test func `what is too old goes, whatever the clock did, and leaves no gap`() async throws {
    // A second passes at each look at the clock: a day is long ago after this.
    let temporary = try TemporaryStore(retention: EventRetention(days: 1))
    for _ in 1...10 { try await temporary.thread() }
    try temporary.sql("UPDATE event SET at = at - 100000000 WHERE seq IN (1, 2, 3, 5, 6)")
    try temporary.store.pruneEvents()
    #expect(try kept(temporary) == Array(4...10))
  }

  @Test func `a feed of which nothing is kept goes on with its next number`() async throws {
    let temporary = try TemporaryStore(retention: EventRetention(days: 1))
    for _ in 1...3 { try await temporary.thread() }
    try temporary.sql("UPDATE event SET at = 1")
    try temporary.store.pruneEvents()
    #expect(try kept(temporary) == [])
    #expect(try oldest(temporary, since: 2) == 4)
    #expect(try oldest(temporary, since: 3) == nil)
    try await temporary.thread()
    #expect(try kept(temporary) == [4])
  }

  @Test func `one write removes a bounded number, and still more than come`() async throws {
    let temporary = try TemporaryStore(retention: EventRetention(kept: 10))
    try temporary.sql(
      """
      WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 3000)
      INSERT INTO event (user, seq, entity, uuid, change, at)
      SELECT 1, n, 'thread', zeroblob(16), 'created', 1795000000000 FROM number
      """)
    for _ in 3001...3008 { try await temporary.thread() }
    #expect(try kept(temporary) == Array(1025...3008))
    for _ in 3009...3136 { try await temporary.thread() }
    #expect(try kept(temporary) == Array(3073...3136))
  }

  @Test func `ages beyond all bounds keep everything`() async throws {
    let temporary = try TemporaryStore(retention: EventRetention(kept: .max, days: .max))
    try await temporary.thread()
    try temporary.sql("UPDATE event SET at = 1")
    try temporary.store.pruneEvents()
    #expect(try kept(temporary) == [1])
  }
}
