import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// Numbers and versions, in a database that the version before left.
struct Schema11Tests {
  private let directory = TemporaryDirectory()

  private var older: [Migration] { Migration.all.filter { $0.version < 11 } }

  /// A database of the version before with these rows in it, migrated.
  private func migrated(_ sql: String) throws -> Store {
    let store = try directory.open(older)
    try store.pool.write { try $0.execute(sql: sql) }
    store.close()
    return try directory.open(Migration.all)
  }

  private func numbers(_ sql: String, _ store: Store) throws -> [Int] {
    try store.pool.read { try Int.fetchAll($0, sql: sql) }
  }

  @Test func `what is there is numbered as it was made, each user's by itself`() throws {
    let store = try migrated(
      RawRow.user(2, email: "b@example.org") + RawRow.thread(3) + RawRow.thread(5, user: 2)
        + RawRow.thread(8) + RawRow.thread(9, user: 2)
          + """
          INSERT INTO task (id, user, uuid, title, touched, made, created_at, updated_at)
          VALUES (4, 1, randomblob(16), 'a', 1, randomblob(8), 1, 1),
            (6, 1, randomblob(16), 'b', 2, randomblob(8), 1, 1);
          """)
    defer { store.close() }
    #expect(try numbers("SELECT number FROM thread WHERE user = 1 ORDER BY id", store) == [1, 2])
    #expect(try numbers("SELECT number FROM thread WHERE user = 2 ORDER BY id", store) == [1, 2])
    #expect(try numbers("SELECT number FROM task ORDER BY id", store) == [1, 2])
    #expect(try numbers("SELECT last_thread_number FROM user ORDER BY id", store) == [2, 2])
    #expect(try numbers("SELECT last_task_number FROM user ORDER BY id", store) == [2, 0])
    #expect(try store.ownUpkeep.problems() == [])
  }

  /// A fork as the version before made it.
  private func fork(
    _ id: Int, of parent: Int, title: String = "'Wool'", deleted: String = "NULL"
  ) -> String {
    """
    INSERT INTO thread (id, user, uuid, title, touched, made, created_at, updated_at, parent,
      deleted_at)
    VALUES (\(id), 1, randomblob(16), \(title), \(id), randomblob(16), 1, 1, \(parent), \(deleted));
    """ + RawRow.message(1, thread: id)
  }

  @Test func `copies that nobody went on with are versions, the others stay threads`() throws {
    let store = try migrated(
      RawRow.thread(1, title: "'Wool'") + RawRow.message(1)
        // Untouched, of the thread and of its copy.
        + fork(2, of: 1) + fork(3, of: 2)
        // Asked in, written in, named, imported.
        + fork(4, of: 1) + RawRow.turn(1, thread: 4)
        + fork(5, of: 1) + "UPDATE message SET made = randomblob(16) WHERE thread = 5;"
        + fork(6, of: 1, title: "'Yarn'") + fork(7, of: 1)
          + """
          INSERT INTO imported (thread, user, source, origin, tip, message)
          VALUES (7, 1, 'chatgpt', 'c', 't', (SELECT id FROM message WHERE thread = 7));
          """
        // Of a copy that is a thread, and of a deleted one.
        + fork(8, of: 4) + fork(9, of: 1, deleted: "7") + fork(10, of: 9))
    defer { store.close() }
    let versions = try store.pool.read { db in
      try Row.fetchAll(
        db, sql: "SELECT id, copy_of FROM thread WHERE copy_of IS NOT NULL ORDER BY id"
      )
      .map { [$0[0] as Int, $0[1] as Int] }
    }
    #expect(versions == [[2, 1], [3, 1], [8, 4], [9, 1]])
    #expect(try store.ownUpkeep.problems() == [])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a hundred thousand threads take a few seconds`() throws {
    let store = try directory.open(older)
    try store.pool.write { db in
      try db.execute(
        sql: """
          WITH RECURSIVE counted (n) AS (
            SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 100000
          )
          INSERT INTO thread (id, user, uuid, title, touched, made, created_at, updated_at, parent)
          SELECT n, 1, randomblob(16), 'Thread ' || iif(n % 10 = 0, n - 1, n), n, randomblob(16), 1, 1,
            iif(n % 10 = 0, n - 1, NULL)
          FROM counted
          """)
    }
    store.close()
    let clock = ContinuousClock()
    var next: Store?
    let passed = try clock.measure { next = try directory.open(Migration.all) }
    let migrated = try #require(next)
    defer { migrated.close() }
    #expect(passed < .seconds(20), "\(passed)")
    #expect(try numbers("SELECT last_thread_number FROM user", migrated) == [100_000])
    #expect(
      try numbers("SELECT count(*) FROM thread WHERE copy_of IS NOT NULL", migrated) == [10_000])
  }
}
