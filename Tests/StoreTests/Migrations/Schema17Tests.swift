import GRDB
import Testing
import Wire

@testable import Store

/// Threads of the version before, which knew no purposes.
struct Schema17Tests {
  private let directory = TemporaryDirectory()

  @Test func `every thread becomes a conversation, in the same order`() throws {
    let older = try directory.open(Migration.all.filter { $0.version < 17 })
    try older.pool.write { db in
      for (number, isDeleted) in [(1, false), (2, true), (3, false), (4, false)] {
        try db.execute(
          sql: """
            INSERT INTO thread (user, uuid, number, title, touched, made, created_at, updated_at,
              deleted_at, copy_of)
            VALUES (1, randomblob(16), ?1, 'Thread ' || ?1, ?1, randomblob(16), 1, ?1, ?2, ?3)
            """, arguments: [number, isDeleted ? 9 : nil, number == 4 ? 1 : nil])
      }
    }
    older.close()
    let newer = try directory.open(Migration.all)
    let mine = newer.scoped(to: try newer.owner(peer: .own))
    func listed(_ params: ThreadList.Params) throws -> [Int?] {
      try mine.read { try $0.threads(params).data.map(\.number) }
    }
    #expect(try listed(.init()) == [3, 1])
    #expect(try listed(.init(includeEdits: true)) == [3, 1])
    #expect(try listed(.init(includeDeleted: true)) == [3, 2, 1])
    #expect(try listed(.init(includeDeleted: true, includeCopies: true)) == [4, 3, 2, 1])
    let purposes = try mine.read {
      try $0.threads(.init(includeDeleted: true, includeCopies: true)).data.compactMap(\.purpose)
    }
    #expect(purposes.isEmpty)
    #expect(try newer.ownUpkeep.problems() == [])
    newer.close()
  }

  @Test func `the schema knows no other purpose`() async throws {
    let temporary = try TemporaryStore()
    try await temporary.thread("Wool")
    try temporary.expectRefused("UPDATE thread SET purpose = 'chat'", because: "CHECK")
    try temporary.sql("UPDATE thread SET purpose = 'edit'")
  }
}
