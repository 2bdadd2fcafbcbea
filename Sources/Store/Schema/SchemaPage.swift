import GRDB

/// contrib/SCHEMA.md: the schema as SQLite keeps it, with what each table and column is for and what
/// each index serves. Where nothing is said of one, writing the page fails.
package enum SchemaPage {
  package static let path = "contrib/SCHEMA.md"
  /// Where the figures begin, which differ a little between versions of SQLite.
  static let figuresHeading = "## Sizes"

  /// A table, a column or an index of which nothing is said.
  struct Unexplained: Error {
    let name: String
  }

  /// The page, read from a new database in memory, with `figures` as measured elsewhere.
  package static func text(figures: String) throws -> String {
    let tables = try DatabaseQueue(configuration: .skein()).inDatabase { db in
      try Migration.run(Migration.all, from: 0, db)
      return try TableDescription.all(db)
    }
    let sections =
      [introduction, diagram(of: tables)] + (try tables.map(section)) + [migrations, figures]
    return sections.joined(separator: "\n")
  }

  /// Whether a page that was written says of the schema what is true now; its figures aside.
  package static func isFresh(_ page: String) throws -> Bool {
    guard let end = page.firstRange(of: figuresHeading)?.lowerBound else { return false }
    return page[..<end] == (try text(figures: ""))
  }

  private static let introduction = """
    # The schema

    What the database of skein holds, written by `swift run maintain` from the migrations in
    `Sources/Store/Migrations`; this is version \(Migration.newest).

    ## Conventions

    - Tables and columns are singular and in snake_case; an index is named by what it finds
      (`task_by_title`), a trigger by the rule that it keeps (`action_moves_forward`).
    - Numbers inside, UUIDs outside: a row's own key is `id`, an integer; what a client sees is
      `UNIQUE (user, uuid)`. A column that is named as a table refers to it.
    - Every row belongs to a `user`, and every reference goes down from there with
      `ON DELETE CASCADE`; those that let go instead say so.
    - Times end in `_at` and are milliseconds since 1970 in UTC. No order depends on them: `touched`
      and `seq` come from `user.change_seq`. An imported thread alone has another's `touched`, that
      of the newest that is not newer than it, and stands above that by its `updated_at`.
    - JSON columns hold one object as the tokens that came. Their triggers read it with `json_each`,
      because up to SQLite 3.40 a `CHECK` may not ask `json_valid()` where the schema is not trusted.
    - All tables are `STRICT`; text is well-formed and without U+0000.

    ## Environment

    | variable | what it does |
    |---|---|
    | `SKEIN_DATABASE` | says where the database is |
    | `XDG_DATA_HOME` | has `skein/skein.db` in it when nothing says otherwise |
    | `HOME` | has `.local/share/skein/skein.db` in it without that |
    | `CREDENTIALS_DIRECTORY` | may hold the key that account secrets are sealed with |

    Beside the database stand its log (`-wal`, `-shm`), its lock (`.lock`), the key of the account
    secrets and, after a migration, a copy of what it was (`.pre-v` and a number).

    """

  private static func section(of table: TableDescription) throws -> String {
    guard let purpose = purposes[table.name] else { throw Unexplained(name: table.name) }
    var lines = ["## \(table.name)", "", purpose, ""]
    if !table.columns.isEmpty {
      lines += ["| column | type | |", "|---|---|---|"]
      lines += try table.columns.map { column in
        "| `\(column.name)` | \(column.type) | \(try words(for: column, of: table)) |"
      }
      lines.append("")
    }
    for index in table.indexes {
      guard let use = uses[index.name] else { throw Unexplained(name: index.name) }
      lines.append("- `\(index.name)` serves \(use).")
    }
    if !table.indexes.isEmpty { lines.append("") }
    let statements = [table.sql] + (table.indexes + table.triggers).map(\.sql)
    lines += ["```sql", statements.map { $0 + ";" }.joined(separator: "\n\n"), "```", ""]
    return lines.joined(separator: "\n")
  }

  /// What stands above it in the schema, else what its noun says of the member, else what all
  /// columns of the name are; and what becomes of it when the row that it refers to goes.
  private static func words(
    for column: TableDescription.Column, of table: TableDescription
  ) throws -> String {
    let said =
      column.comment ?? columns["\(table.name).\(column.name)"]
      ?? nouns[table.name]?[camelCase(column.name)] ?? columns[column.name]
    guard let said else { throw Unexplained(name: "\(table.name).\(column.name)") }
    guard let reference = column.reference else { return said }
    return "\(said) → `\(reference.table)`, \(reference.whenDeleted.lowercased())"
  }

  private static func camelCase(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.capitalized }
  }

  private static var migrations: String {
    let rows = Migration.all.map { "| \($0.version) | \($0.summary) |" }
    return (["## Migrations", "", "| version | what it brought |", "|---|---|"] + rows + [""])
      .joined(separator: "\n")
  }

  /// In Mermaid's language.
  private static func diagram(of tables: [TableDescription]) -> String {
    var lines = ["## Relations", "", "```mermaid", "erDiagram"]
    for table in tables {
      for column in table.columns {
        guard let reference = column.reference else { continue }
        let many = column.isUnique ? "o|" : "o{"
        let one = column.isRequired ? "||" : "|o"
        lines.append("  \(reference.table) \(one)--\(many) \(table.name) : \(column.name)")
      }
    }
    return (lines + ["```", ""]).joined(separator: "\n")
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
