import GRDBSQLite
import Wire

/// Another program's database, opened by hand so that not a byte of it changes and no file appears
/// beside it: as immutable when it is in WAL mode and nobody has it open (sqlite.org/uri.html), else
/// read-only with SQLite's own locks, each for one statement: its owner can go on writing.
final class SourceDatabase {
  private let handle: OpaquePointer
  private var statements: [String: OpaquePointer] = [:]

  /// A statement that failed; says nothing of the data.
  struct Failure: Error {
    let code: Int32
    let text: String
  }

  init(_ file: SourceFile) throws(HistoryUnreadable) {
    // A file may end within its header.
    guard file.head.starts(with: Array("SQLite format 3\0".utf8)), file.head.count > 19 else {
      throw HistoryUnreadable("a SQLite database: \(file.path) is none")
    }
    // A log beside it means that somebody writes, or died writing.
    let isAlone = file.head[19] == 2 && !file.hasCompanion("-wal")
    var handle: OpaquePointer?
    let name = uri(file.path) + (isAlone ? "?immutable=1" : "?mode=ro")
    let code = sqlite3_open_v2(
      name, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw HistoryUnreadable(
        "a database that can be opened (\(String(cString: sqlite3_errstr(code))))")
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 5000)
    do {
      for setting in ["trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"] {
        try each("PRAGMA \(setting)") { _ in }
      }
      // The first look at the file itself.
      try each("SELECT count(*) FROM sqlite_schema") { _ in }
    } catch {
      close()
      throw HistoryUnreadable(
        "a database that can be read: \(file.path) is damaged, or the program that writes it was "
          + "interrupted and has to be run once more (\(error.text))")
    }
  }

  deinit {
    close()
  }

  /// Every row in turn. The statement is kept for the next call.
  func each(
    _ sql: String, _ values: [Bound] = [], read: (inout Columns) -> Void
  ) throws(Failure) {
    let statement = try statement(sql)
    defer { sqlite3_reset(statement) }
    for (index, value) in values.enumerated() {
      guard let code = try? value.bind(to: statement, at: Int32(index + 1)), code == SQLITE_OK
      else { throw failure(SQLITE_MISUSE) }
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code) }
      var columns = Columns(statement)
      read(&columns)
    }
  }

  func all<T>(
    _ sql: String, _ values: [Bound] = [], read: (inout Columns) -> T
  ) throws(Failure) -> [T] {
    var found: [T] = []
    try each(sql, values) { found.append(read(&$0)) }
    return found
  }

  /// The columns of a table; none when it is not there.
  func columns(of table: String) throws(Failure) -> Set<String> {
    Set(try all("SELECT name FROM pragma_table_info(?1)", [.text(table)]) { $0.text() })
  }

  private func statement(_ sql: String) throws(Failure) -> OpaquePointer {
    if let known = statements[sql] { return known }
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure(code) }
    statements[sql] = statement
    return statement
  }

  private func failure(_ code: Int32) -> Failure {
    Failure(code: code, text: String(cString: sqlite3_errmsg(handle)))
  }

  private func close() {
    for statement in statements.values { sqlite3_finalize(statement) }
    statements = [:]
    sqlite3_close_v2(handle)
  }
}
