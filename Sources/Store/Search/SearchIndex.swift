import GRDB

/// The full-text index over messages (sqlite.org/fts5.html), which follows them at a distance: it
/// has every message up to the mark. Writing a message does not touch it.
enum SearchIndex {
  /// How much enters in one write, so that others wait a few milliseconds at most: one message
  /// more than this is as large as it is.
  static let stepRows = 128
  static let stepBytes = 64 << 10

  /// The newest message's number; numbers never return.
  static func newest(_ db: Database) throws -> Int64 {
    try db.first(
      """
      SELECT coalesce(max(id), 0)
      FROM message
      """
    ) { $0.int64() } ?? 0
  }

  /// Whether every message that the transaction sees has entered.
  static func isCurrent(_ db: Database) throws -> Bool {
    try newest(db) <= mark(db)
  }

  /// How far it has come.
  static func progress(_ db: Database) throws -> IndexProgress {
    IndexProgress(indexed: try Int(mark(db)), total: try Int(newest(db)))
  }

  /// Lets the oldest messages enter that have not yet; answers whether there are more up to
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

  /// Whether messages stand in it whose letters are not folded.
  static func holdsUnfolded(_ db: Database) throws -> Bool {
    try db.first("SELECT unfolded_after < unfolded_through FROM search_mark") { $0.bool() } ?? false
  }

  /// Folds the letters of the oldest messages that stand in it without; answers whether there are
  /// more. Of one that is ASCII alone the same words stand in it either way.
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

  /// Takes what was deleted out of the index, before the transaction that deleted it commits.
  ///
  /// A trigger can't do it: up to SQLite 3.40 a virtual table counts as unsafe in a schema that is
  /// not trusted. The trigger notes the words that leave, and every write ends with this.
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

  /// Leaves nothing of deleted messages in the index. Up to SQLite 3.41 a deleted row's words stay
  /// until their segment is merged, which VACUUM does not do; this merges all of them. With
  /// secure_delete, a checkpoint that truncates the log afterwards leaves none in any file.
  ///
  /// Inside a transaction. When messages were deleted since the last time it writes the index anew,
  /// and takes as long as that takes.
  static func purge(_ db: Database) throws {
    try settle(db)
    let isNeeded = try db.first("SELECT holds_deleted FROM search_mark") { $0.bool() }
    guard isNeeded == true else { return }
    try db.run("UPDATE search_mark SET holds_deleted = 0")
    try db.run("INSERT INTO message_index (message_index) VALUES ('optimize')")
  }

  /// Throws SQLITE_CORRUPT when the index does not hold what the messages up to the mark hold.
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
