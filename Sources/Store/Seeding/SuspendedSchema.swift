import GRDB

/// The triggers and CHECKs of the tables that are seeded, and perhaps their indexes, while they are
/// away.
///
/// They look at one row at a time, which is most of what writing it costs: SQLite builds a table of
/// its own for each `IN (…)` of a CHECK, anew for each statement. They come back, to the letter and
/// in their order, in the transaction in which they went, and hold for every row in it before that
/// is committed: whoever is killed meanwhile leaves a database that was never without them.
struct SuspendedSchema {
  private static let tables = [
    "user", "thread", "message", "turn", "task", "context", "action", "preview", "event", "usage",
  ]

  private let statements: [String]

  /// Inside a transaction. Indexes go where there is nothing in them yet: to build them anew from
  /// what is written costs less than to keep them sorted meanwhile.
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

  /// The connection's own; a rollback does not bring them back. Not kept as a prepared statement:
  /// SQLite does it while it prepares (sqlite.org/pragma.html).
  static func setChecks(_ areOn: Bool, _ db: Database) throws {
    try db.execute(sql: "PRAGMA ignore_check_constraints = \(areOn ? "OFF" : "ON")")
  }

  /// What is wrong with the rows now that everything is back: by their CHECKs, then by the rules
  /// that no table can hold. References were held all the time.
  func problem(_ db: Database) throws -> String? {
    let broken = try db.first(
      "SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'"
    ) { $0.text() }
    return try broken ?? Upkeep.brokenRows(db).first
  }
}
