import GRDB

/// contrib/SCHEMA.md: the schema as SQLite stores it, with a description of each table and column,
/// and the use of each index. Writing the page fails where a description is missing.
package enum SchemaPage {
  package static let path = "contrib/SCHEMA.md"
  /// The heading of the figures, which differ a little between versions of SQLite.
  static let figuresHeading = "## Sizes"

  /// A table, a column or an index without a description.
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

  /// Whether a written page describes the present schema; figures are not compared.
  package static func isFresh(_ page: String) throws -> Bool {
    guard let end = page.firstRange(of: figuresHeading)?.lowerBound else { return false }
    return page[..<end] == (try text(figures: ""))
  }

  private static let introduction = """
    # The schema

    The content of skein's database, written by `swift run maintain` from the migrations in
    `Sources/Store/Migrations`; this is version \(Migration.newest).

    ## Conventions

    - Tables and columns are singular and in snake_case; an index is named by what it finds
      (`task_by_title`), a trigger by the rule that it keeps (`action_moves_forward`).
    - Rows have integers as keys, and clients see UUIDs: a row's own key is `id`, and a client's is
      `UNIQUE (user, uuid)`. A column with a table's name refers to that table.
    - Every row belongs to a `user`, and every reference to a parent has `ON DELETE CASCADE`, unless
      the column says something else.
    - Times end in `_at` and are milliseconds since 1970 in UTC. No order depends on them: `touched`
      and `seq` come from `user.change_seq`. Only an imported thread has another's `touched`, that
      of the newest thread that is not newer than it, and its `updated_at` lists it above that.
    - JSON columns hold one object as the tokens that were received. Triggers read it with
      `json_each`, because up to SQLite 3.40 a `CHECK` may not call `json_valid()` where the schema
      is not trusted.
    - All tables are `STRICT`; text is well-formed and without U+0000.

    ## Environment

    | variable | what it does |
    |---|---|
    | `SKEIN_DATABASE` | the path of the database |
    | `XDG_DATA_HOME` | contains `skein/skein.db`, the default path |
    | `HOME` | contains `.local/share/skein/skein.db`, where `XDG_DATA_HOME` is not set |
    | `CREDENTIALS_DIRECTORY` | may contain the key that encrypts account secrets |

    Beside the database are its log (`-wal`, `-shm`), its lock (`.lock`), the key of the account
    secrets and, after a migration, a copy from before it (`.pre-v` and a number).

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

  /// The comment above the column in the schema, else the description of the noun's member, else
  /// that of all columns of the name; and the effect of deleting the row that it refers to.
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
    return (["## Migrations", "", "| version | what it added |", "|---|---|"] + rows + [""])
      .joined(separator: "\n")
  }

  /// The diagram in Mermaid's language.
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
