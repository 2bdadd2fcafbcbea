import GRDB
package import Wire

extension Upkeep {
  package func statistics() throws -> DatabaseStats.Result {
    let walBytes = store.bytes(ofFileBeside: "-wal")
    return try read { db in
      let pageBytes = try db.first("PRAGMA page_size") { $0.int() } ?? 0
      let sizes = try pageSizes(db)
      let indexes = try db.all(
        """
        SELECT tbl_name, name
        FROM sqlite_schema
        WHERE type = 'index'
        ORDER BY name
        """
      ) { (table: $0.text(), name: $0.text()) }
      let names = try db.all(
        """
        SELECT name
        FROM sqlite_schema
        WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'
        ORDER BY name
        """
      ) { $0.text() }
      let tables = try names.map { table in
        TableStats(
          name: table,
          rows: try db.first("SELECT count(*) FROM \(table.quotedDatabaseIdentifier)") {
            $0.int()
          } ?? 0,
          bytes: sizes?[table],
          indexes: indexes.filter { $0.table == table }
            .map { IndexStats(name: $0.name, bytes: sizes?[$0.name]) }
            .sorted { $0.bytes ?? 0 > $1.bytes ?? 0 })
      }
      return DatabaseStats.Result(
        path: store.path,
        bytes: try pageBytes * (db.first("PRAGMA page_count") { $0.int() } ?? 0),
        freeBytes: try pageBytes * (db.first("PRAGMA freelist_count") { $0.int() } ?? 0),
        walBytes: walBytes,
        schemaVersion: try db.first("PRAGMA user_version") { $0.int() } ?? 0,
        tables: tables.sorted { $0.bytes ?? 0 > $1.bytes ?? 0 })
    }
  }

  /// The bytes of each b-tree; `nil` where SQLite was built without the dbstat table
  /// (sqlite.org/dbstat.html).
  private func pageSizes(_ db: Database) throws -> [String: Int]? {
    let isKnown = try db.first(
      "SELECT count(*) FROM pragma_module_list WHERE name = 'dbstat'"
    ) { $0.bool() }
    guard isKnown == true else { return nil }
    let sizes = try db.all("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE") {
      ($0.text(), $0.int())
    }
    return Dictionary(sizes, uniquingKeysWith: +)
  }
}
