import GRDB

/// The triggers and CHECKs of the seeded tables, and perhaps their indexes, while they are removed.
///
/// They check one row at a time, which is most of the cost of a write: SQLite builds a table for
/// each `IN (…)` of a CHECK, again for each statement. They are restored, with the same text and in
/// the same order, in the same transaction, and are then checked for every row before it commits: a
/// process that is killed meanwhile leaves a database that was never without them.
struct SuspendedSchema {
  private static let tables = [
    "user", "thread", "message", "turn", "task", "context", "action", "preview", "event", "usage",
  ]

  private let statements: [String]

  /// Runs inside a transaction. Indexes are removed where they are still empty: building them again
  /// afterwards costs less than keeping them sorted.
  init(_ db: Database, withIndexes: Bool) throws {
    let tables = Self.tables.map { "'\($0)'" }.joined(separator: ", ")
    let found = try db.all(
      """
      SELECT type, name, sql
      FROM sqlite_schema
      WHERE tbl_name IN (\(tables)) AND sql IS NOT NULL
        AND (type = 'trigger' OR type = 'index' AND ?1)
      ORDER BY rowid
      """, .int(withIndexes ? 1 : 0)
    ) { (type: $0.text(), name: $0.text(), sql: $0.text()) }
    for thing in found { try db.run("DROP \(thing.type) \(thing.name)") }
    statements = found.map(\.sql)
    try Self.setChecks(false, db)
  }

  func restore(_ db: Database) throws {
    try Self.setChecks(true, db)
    for statement in statements { try db.run(statement) }
  }

  /// A setting of the connection; a rollback does not restore it. Not cached as a prepared
  /// statement, because SQLite applies it while it prepares (sqlite.org/pragma.html).
  static func setChecks(_ areOn: Bool, _ db: Database) throws {
    try db.execute(sql: "PRAGMA ignore_check_constraints = \(areOn ? "OFF" : "ON")")
  }

  /// What is wrong with the rows after everything is restored: by their CHECKs, then by the rules
  /// that no table constraint can express. References were checked all the time.
  func problem(_ db: Database) throws -> String? {
    let broken = try db.first(
      "SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'"
    ) { $0.text() }
    return try broken ?? Upkeep.brokenRows(db).first
  }
}
