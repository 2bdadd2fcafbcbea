/// `db/stats`
package enum DatabaseStats: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "db/stats"
  package static let summary = "Show what the database contains and how large it is. For operators."
  package static let faults: [Fault.Kind] = [.forbidden, .storage]

  package struct Result: Payload, Equatable {
    package static let fields = [
      "path": "The path of the database.",
      "bytes": "The size of its file.",
      "freeBytes": "How much of the file is unused; db/optimize returns it to the file system.",
      "walBytes": "The size of the write-ahead log beside it.",
      "schemaVersion": "The number of its newest migration.",
      "tables": "The tables, the largest first.",
    ]

    package let path: String
    package let bytes: Int
    package let freeBytes: Int
    package let walBytes: Int
    package let schemaVersion: Int
    package let tables: [TableStats]

    package init(
      path: String, bytes: Int, freeBytes: Int, walBytes: Int, schemaVersion: Int,
      tables: [TableStats]
    ) {
      self.path = path
      self.bytes = bytes
      self.freeBytes = freeBytes
      self.walBytes = walBytes
      self.schemaVersion = schemaVersion
      self.tables = tables
    }
  }

  package static let example = Example<DatabaseStats>(
    NoParams(),
    Result(
      path: "/home/ada/.local/share/skein/skein.db", bytes: 139_264, freeBytes: 8192,
      walBytes: 32_992, schemaVersion: SchemaVersion.newest,
      tables: [
        TableStats(
          name: "message", rows: 412, bytes: 98_304,
          indexes: [IndexStats(name: "message_by_thread", bytes: 8192)])
      ]))
}

/// One table with its indexes.
package struct TableStats: NamedPayload, Equatable {
  package static let typeName = "TableStats"
  package static let fields = [
    "name": "The table's name; contrib/SCHEMA.md describes them.",
    "rows": "How many rows it has.",
    "bytes": "The size of its pages, without its indexes; null if this SQLite cannot tell.",
    "indexes": "Its indexes, the largest first.",
  ]

  package let name: String
  package let rows: Int
  package let bytes: Int?
  package let indexes: [IndexStats]

  package init(name: String, rows: Int, bytes: Int?, indexes: [IndexStats]) {
    self.name = name
    self.rows = rows
    self.bytes = bytes
    self.indexes = indexes
  }
}

/// One index.
package struct IndexStats: NamedPayload, Equatable {
  package static let typeName = "IndexStats"
  package static let fields = [
    "name": "The index's name.",
    "bytes": "The size of its pages; null if this SQLite cannot tell.",
  ]

  package let name: String
  package let bytes: Int?

  package init(name: String, bytes: Int?) {
    self.name = name
    self.bytes = bytes
  }
}
