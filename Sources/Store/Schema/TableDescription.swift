import GRDB

/// A table as SQLite describes it.
struct TableDescription {
  struct Column {
    let name: String
    let type: String
    let isRequired: Bool
    let isUnique: Bool
    /// The comment above it in the schema.
    let comment: String?
    let reference: Reference?
  }

  struct Reference {
    let table: String
    /// The effect on the row when the row that it refers to is deleted.
    let whenDeleted: String
  }

  /// An index or a trigger.
  struct Part {
    let name: String
    let sql: String
  }

  let name: String
  let sql: String
  let columns: [Column]
  let indexes: [Part]
  let triggers: [Part]

  /// Skein's own tables in order of creation, without those that SQLite and FTS5 create themselves.
  static func all(_ db: Database) throws -> [TableDescription] {
    let entries = try db.all(
      """
      SELECT type, name, tbl_name, sql
      FROM sqlite_schema
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
      ORDER BY rowid
      """
    ) { (kind: $0.text(), name: $0.text(), table: $0.text(), sql: $0.text()) }
    let virtual = entries.filter { $0.sql.hasPrefix("CREATE VIRTUAL TABLE") }.map(\.name)
    return try entries.filter { entry in
      // FTS5's own tables (sqlite.org/fts5.html, section 9).
      entry.kind == "table" && !virtual.contains { entry.name.hasPrefix($0 + "_") }
    }.map { table in
      func parts(_ kind: String) -> [Part] {
        entries.filter { $0.kind == kind && $0.table == table.name }
          .map { Part(name: $0.name, sql: $0.sql) }
      }
      return TableDescription(
        name: table.name, sql: table.sql,
        columns: virtual.contains(table.name) ? [] : try columns(of: table.name, table.sql, db),
        indexes: parts("index"), triggers: parts("trigger"))
    }
  }

  private static func columns(
    of table: String, _ sql: String, _ db: Database
  ) throws -> [Column] {
    let references = try references(of: table, db)
    let unique = try db.all(
      """
      SELECT column.name
      FROM pragma_index_list('\(table)') AS list, pragma_index_info(list.name) AS column
      WHERE list."unique" AND NOT list.partial
      GROUP BY list.name
      HAVING count(*) = 1
      """
    ) { $0.text() }
    let comments = comments(in: sql)
    return try db.all(
      "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo('\(table)') WHERE hidden <> 1"
    ) { columns in
      let name = columns.text()
      let (type, isRequired, key) = (columns.text(), columns.bool(), columns.int())
      return Column(
        name: name, type: type, isRequired: isRequired || key > 0,
        isUnique: unique.contains(name) || sql.contains("\(name) INTEGER PRIMARY KEY"),
        comment: comments[name], reference: references[name])
    }
  }

  /// By column. A reference by several columns is listed at the first one; the others are the
  /// owner's.
  private static func references(of table: String, _ db: Database) throws -> [String: Reference] {
    let found = try db.all(
      "SELECT \"from\", \"table\", on_delete, seq FROM pragma_foreign_key_list('\(table)')"
    ) { columns in
      (
        column: columns.text(),
        reference: Reference(table: columns.text(), whenDeleted: columns.text()),
        place: columns.int()
      )
    }
    return Dictionary(
      found.filter { $0.place == 0 }.map { ($0.column, $0.reference) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The comments above the columns, by the column's name.
  private static func comments(in sql: String) -> [String: String] {
    var (comments, above): ([String: String], [Substring]) = ([:], [])
    for line in sql.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("--") {
        above.append(text.dropFirst(2).drop { $0 == " " })
      } else {
        let name = String(text.prefix { $0.isLetter || $0 == "_" })
        if !above.isEmpty, comments[name] == nil { comments[name] = above.joined(separator: " ") }
        above = []
      }
    }
    return comments
  }
}
