import GRDB

/// One PRAGMA that is set on every connection, and the value that it must read back as.
struct Setting {
  let name: String
  let value: String
  let readsAs: String

  /// All settings that skein relies on (sqlite.org/pragma.html); the list is both applied and
  /// verified.
  static let all: [Setting] =
    [
      Setting(name: "foreign_keys", value: "ON", readsAs: "1"),
      // In WAL mode only FULL waits for the disk at each COMMIT; Apple's default is NORMAL.
      Setting(name: "synchronous", value: "FULL", readsAs: "2"),
      // Deleted text is overwritten with zeros.
      Setting(name: "secure_delete", value: "ON", readsAs: "1"),
      // Triggers and views of the file itself cannot call functions with side effects.
      Setting(name: "trusted_schema", value: "OFF", readsAs: "0"),
      Setting(name: "cell_size_check", value: "ON", readsAs: "1"),
      // A sort that spills to a file would leave message text in /tmp.
      Setting(name: "temp_store", value: "MEMORY", readsAs: "2"),
      // How long to wait for another program's lock, in milliseconds.
      Setting(name: "busy_timeout", value: "5000", readsAs: "5000"),
      // Checkpoints run on a connection of their own.
      Setting(name: "wal_autocheckpoint", value: "0", readsAs: "0"),
    ] + platform

  /// Stored in the file: set once, when it is created.
  static let persistent = [
    Setting(name: "auto_vacuum", value: "INCREMENTAL", readsAs: "2"),
    Setting(name: "journal_mode", value: "WAL", readsAs: "wal"),
  ]

  #if os(macOS)
    // There, fsync(2) does not flush the drive's cache.
    private static let platform = [
      Setting(name: "fullfsync", value: "ON", readsAs: "1"),
      Setting(name: "checkpoint_fullfsync", value: "ON", readsAs: "1"),
    ]
  #else
    private static let platform: [Setting] = []
  #endif

  func apply(_ db: Database) throws {
    try db.execute(sql: "PRAGMA \(name) = \(value)")
  }

  func verify(_ db: Database) throws {
    let found = try db.first("PRAGMA \(name)") { $0.text() }
    guard found == readsAs else {
      throw OpenFailure.machine(
        "This SQLite reads \(name) as \(found ?? "nothing") where skein needs \(readsAs).")
    }
  }
}

extension Configuration {
  /// The settings that all of skein's connections share.
  static func skein(readonly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.maximumReaderCount = 4
    configuration.persistentReadOnlyConnections = true
    configuration.prepareDatabase { db in
      for setting in Setting.all { try setting.apply(db) }
      try SearchTokenizer.register(on: db.sqliteConnection)
    }
    return configuration
  }
}

extension Database {
  func verifySettings() throws {
    for setting in Setting.all + Setting.persistent { try setting.verify(self) }
  }
}
