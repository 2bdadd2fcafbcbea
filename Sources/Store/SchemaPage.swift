import GRDB

/// contrib/SCHEMA.md: the schema as SQLite keeps it, with what each table is for and what each
/// index serves.
package enum SchemaPage {
  package static let path = "contrib/SCHEMA.md"

  /// A table or an index of which nothing is said.
  struct Unexplained: Error {
    let name: String
  }

  private struct Entry {
    let kind: String
    let name: String
    let table: String
    let sql: String
  }

  /// Written from a new database in memory.
  package static func text() throws -> String {
    let entries = try DatabaseQueue(configuration: .skein()).inDatabase { db in
      try Migration.run(Migration.all, from: 0, db)
      return try db.all(
        """
        SELECT type, name, tbl_name, sql
        FROM sqlite_schema
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
        ORDER BY rowid
        """
      ) { Entry(kind: $0.text(), name: $0.text(), table: $0.text(), sql: $0.text()) }
    }
    let tables = entries.filter { $0.kind == "table" && !isShadow($0.name, among: entries) }
    let sections = try tables.map { table in
      try section(of: table, entries.filter { $0.table == table.name && $0.kind != "table" })
    }
    return ([introduction] + sections).joined(separator: "\n")
  }

  private static let introduction = """
    # The schema

    What the database of skein holds, written by `swift run maintain` from the migrations in
    `Sources/Store/Migrations`; this is version \(Migration.newest).

    Numbers inside, UUIDs outside: a row's own key is an integer, what a client sees is
    `UNIQUE (user, uuid)`. `touched` and `seq` come from `user.change_seq`, and no order depends on a
    clock. Times are milliseconds since 1970 in UTC. Every reference goes down from `user` with
    `ON DELETE CASCADE`.

    """

  private static func section(of table: Entry, _ others: [Entry]) throws -> String {
    guard let purpose = SchemaPage.purposes[table.name] else { throw Unexplained(name: table.name) }
    var lines = ["## \(table.name)", "", purpose, "", "```sql", table.sql + ";", "```", ""]
    let indexes = others.filter { $0.kind == "index" }
    for index in indexes {
      guard let use = SchemaPage.uses[index.name] else { throw Unexplained(name: index.name) }
      lines += ["`\(index.name)` serves \(use).", "", "```sql", index.sql + ";", "```", ""]
    }
    let triggers = others.filter { $0.kind == "trigger" }
    if !triggers.isEmpty {
      lines += ["Rules that a table cannot hold:", "", "```sql"]
      lines += [triggers.map { $0.sql + ";" }.joined(separator: "\n\n"), "```", ""]
    }
    return lines.joined(separator: "\n")
  }

  /// The tables that FTS5 makes for one of ours (sqlite.org/fts5.html, section 9).
  private static func isShadow(_ name: String, among entries: [Entry]) -> Bool {
    entries.contains { entry in
      entry.sql.hasPrefix("CREATE VIRTUAL TABLE") && name.hasPrefix(entry.name + "_")
    }
  }
}
