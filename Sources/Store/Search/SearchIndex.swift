import GRDB

/// The full-text index over messages (sqlite.org/fts5.html). It is updated later than the messages:
/// it has every message up to the mark. Writing a message does not change it.
enum SearchIndex {
  /// How many messages are added in one write, so that other writes wait a few milliseconds at
  /// most; a single large message is still added as a whole.
  static let stepRows = 128
  static let stepBytes = 64 << 10

  /// The newest message's row number; such numbers are never used again.
  static func newest(_ db: Database) throws -> Int64 {
    try db.first(
      """
      SELECT coalesce(max(id), 0)
      FROM message
      """
    ) { $0.int64() } ?? 0
  }

  /// Whether the index has every message that the transaction sees.
  static func isCurrent(_ db: Database) throws -> Bool {
    try newest(db) <= mark(db)
  }

  /// The progress of the index.
  static func progress(_ db: Database) throws -> IndexProgress {
    IndexProgress(indexed: try Int(mark(db)), total: try Int(newest(db)))
  }

  /// Adds the oldest messages that are not in the index yet; returns whether there are more up to
  /// `newest`.
  static func step(through newest: Int64, _ db: Database) throws -> Bool {
    let mark = try mark(db)
    guard mark < newest else { return false }
    let end = try stepEnd(after: mark, through: newest, db)
    try db.run(
      """
      INSERT INTO message_index (rowid, content)
      SELECT id, content
      FROM message
      WHERE id > (SELECT at FROM search_mark) AND id <= ?1
      ORDER BY id
      """, .integer(end))
    try db.run(
      """
      UPDATE search_mark
      SET at = ?1
      """, .integer(end))
    return end < newest
  }

  /// Whether the index has messages whose letters are not folded.
  static func holdsUnfolded(_ db: Database) throws -> Bool {
    try db.first("SELECT unfolded_after < unfolded_through FROM search_mark") { $0.bool() } ?? false
  }

  /// Folds the letters of the oldest messages that are in the index without folding; returns
  /// whether there are more. Messages of ASCII characters only have the same tokens either way.
  static func foldingStep(_ db: Database) throws -> Bool {
    let range = try db.first("SELECT unfolded_after, unfolded_through FROM search_mark") {
      (after: $0.int64(), through: $0.int64())
    }
    guard let range, range.after < range.through else { return false }
    let end = try stepEnd(after: range.after, through: range.through, db)
    try db.run(
      """
      INSERT INTO message_index (message_index, rowid, content)
      SELECT 'delete', id, char(64976) || content
      FROM message
      WHERE id > ?1 AND id <= ?2 AND length(CAST(content AS BLOB)) > length(content)
      ORDER BY id
      """, .integer(range.after), .integer(end))
    try db.run(
      """
      INSERT INTO message_index (rowid, content)
      SELECT id, content
      FROM message
      WHERE id > ?1 AND id <= ?2 AND length(CAST(content AS BLOB)) > length(content)
      ORDER BY id
      """, .integer(range.after), .integer(end))
    try db.run(
      """
      UPDATE search_mark
      SET unfolded_after = ?1
      """, .integer(end))
    return end < range.through
  }

  /// Removes deleted messages from the index, before the transaction that deleted them commits.
  ///
  /// A trigger can't do this: up to SQLite 3.40 a virtual table counts as unsafe in a schema that
  /// is not trusted. The trigger stores the texts to remove, and every write ends with this step.
  static func settle(_ db: Database) throws {
    let isNeeded = try db.first(
      """
      SELECT 1
      FROM message_leaving
      LIMIT 1
      """
    ) { $0.bool() }
    guard isNeeded == true else { return }
    try db.run(
      """
      INSERT INTO message_index (message_index, rowid, content)
      SELECT 'delete', id, content
      FROM message_leaving
      """)
    try db.run("DELETE FROM message_leaving")
    try db.run("UPDATE search_mark SET holds_deleted = 1")
  }

  /// Removes every trace of deleted messages from the index. Up to SQLite 3.41 the words of a
  /// deleted row stay until their segment is merged, which VACUUM does not do; this merges all
  /// segments. With secure_delete, a checkpoint that truncates the log afterwards leaves none of
  /// them in any file.
  ///
  /// Runs inside a transaction. When messages were deleted since the last call, it rewrites the
  /// whole index, which may take long.
  static func purge(_ db: Database) throws {
    try settle(db)
    let isNeeded = try db.first("SELECT holds_deleted FROM search_mark") { $0.bool() }
    guard isNeeded == true else { return }
    try db.run("UPDATE search_mark SET holds_deleted = 0")
    try db.run("INSERT INTO message_index (message_index) VALUES ('optimize')")
  }

  /// Throws SQLITE_CORRUPT when the index does not match the messages up to the mark.
  static func check(_ db: Database) throws {
    try settle(db)
    try db.run("INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)")
  }

  private static func mark(_ db: Database) throws -> Int64 {
    try db.first(
      """
      SELECT at
      FROM search_mark
      """
    ) { $0.int64() } ?? 0
  }

  private static func stepEnd(
    after mark: Int64, through newest: Int64, _ db: Database
  ) throws -> Int64 {
    var (rows, bytes, last) = (0, 0, newest)
    try db.each(
      """
      SELECT id, length(CAST(content AS BLOB))
      FROM message
      WHERE id > ?1 AND id <= ?2
      ORDER BY id
      """, [.integer(mark), .integer(newest)]
    ) { columns in
      let id = columns.int64()
      rows += 1
      bytes += columns.int()
      let isFull = rows == stepRows || bytes >= stepBytes
      last = isFull ? id : newest
      return !isFull
    }
    return last
  }
}
