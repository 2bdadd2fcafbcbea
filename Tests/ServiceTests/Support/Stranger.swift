import GRDB
import Testing
import Wire

@testable import Service
@testable import Store

extension TemporaryDaemon {
  /// A connection that acts as another user of the same database.
  func connectStranger() throws -> TestClient {
    TestClient(daemon, for: try stranger())
  }

  /// Another user of the same database.
  func stranger() throws -> Owner {
    let ids = IDSource()
    let user = try daemon.store.pool.write { db in
      try UnixAccount.provide(
        uid: 4242, email: "uid4242@localhost", ids: ids, at: Timestamp(milliseconds: 1), db)
      return try #require(try UnixAccount.user(uid: 4242, db))
    }
    return Owner(user: user, via: .peer, isOperator: false)
  }

  /// As on another machine: the uid of this test no longer has a user.
  func forgetOwnUid() throws {
    try daemon.store.pool.write { db in
      try db.execute(sql: "DELETE FROM account WHERE provider_id = 'unix'")
    }
  }

  /// How many rows each table has, and how many writes there were: a refused call must not change
  /// this.
  func traces() throws -> [String] {
    try daemon.store.pool.read { db in
      let tables = try String.fetchAll(
        db,
        // The search index is updated later, in the background.
        sql: """
          SELECT name
          FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE 'message_index%'
          ORDER BY name
          """)
      return try tables.map { table in
        let rows = try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table)\"") ?? -1
        return "\(table): \(rows)"
      } + ["changes: \(try Int.fetchOne(db, sql: "SELECT sum(change_seq) FROM user") ?? -1)"]
    }
  }
}
