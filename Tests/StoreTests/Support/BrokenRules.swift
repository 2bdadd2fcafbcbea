import GRDB
import Testing

@testable import Store

extension TemporaryStore {
  /// SQLite's error for a statement, or `nil` when it is accepted; the statement is rolled back.
  func refusal(_ sql: String) throws -> String? {
    try store.pool.writeWithoutTransaction { db in
      var refusal: String?
      try db.inTransaction(.immediate) {
        do {
          try db.execute(sql: sql)
        } catch let error as DatabaseError {
          refusal = error.message ?? ""
        }
        return .rollback
      }
      return refusal
    }
  }

  func expectRefused(
    _ sql: String, because reason: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let refusal = try refusal(sql)
    #expect(
      refusal?.contains(reason) == true, "\(refusal ?? "accepted"): \(sql)",
      sourceLocation: location)
  }
}

/// SQL that writes one row with as few columns as the schema allows.
enum RawRow {
  static func user(_ id: Int, email: String) -> String {
    """
    INSERT INTO user (id, uuid, email, created_at, updated_at)
    VALUES (\(id), randomblob(16), '\(email)', 1, 1);
    """
  }

  static func thread(_ id: Int, user: Int = 1, title: String = "NULL") -> String {
    """
    INSERT INTO thread (id, user, uuid, title, touched, made, created_at, updated_at)
    VALUES (\(id), \(user), randomblob(16), \(title), \(id), randomblob(16), 1, 1);
    """
  }

  static func message(
    _ sequence: Int, thread: Int = 1, user: Int = 1, role: String = "user",
    content: String = "'x'", turn: String = "NULL", metadata: String = "NULL"
  ) -> String {
    """
    INSERT INTO message (user, thread, uuid, sequence, role, content, turn, metadata, created_at)
    VALUES (\(user), \(thread), randomblob(16), \(sequence), '\(role)', \(content), \(turn),
      \(metadata), \(sequence) * 10);
    """
  }

  static func turn(_ id: Int, thread: Int = 1, user: Int = 1, status: String = "running")
    -> String
  {
    """
    INSERT INTO turn (id, user, thread, uuid, status, model, input, made, queued_at, started_at)
    VALUES (\(id), \(user), \(thread), randomblob(16), '\(status)', 'm', 'x', randomblob(16), 1,
      iif('\(status)' = 'queued', NULL, 1));
    """
  }

  static func end(_ id: Int, _ status: String) -> String {
    "UPDATE turn SET status = '\(status)', ended_at = 2 WHERE id = \(id);"
  }
}
