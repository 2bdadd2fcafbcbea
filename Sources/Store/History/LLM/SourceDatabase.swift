import GRDBSQLite
import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program's database, opened so that no byte of it changes and no file appears beside it:
/// as immutable when it is in WAL mode and no process has it open (sqlite.org/uri.html), otherwise
/// read-only with SQLite's locks, each held for one statement, so that its owner can continue to
/// write.
final class SourceDatabase {
  /// SQLite's steps between two checks of the budget: about a tenth of a millisecond.
  private static let stepsBetweenLooks: Int32 = 2000
  /// How long to wait for another program's lock, in milliseconds.
  private static let patience = 5000
  private static let pause = 20

  private let handle: OpaquePointer
  private let path: String
  private let budget: ReadingBudget
  private var statements: [String: OpaquePointer] = [:]

  /// A statement that failed; the error contains nothing of the data.
  struct Failure: Error {
    let code: Int32
    let text: String
    /// Set when this ends the whole import.
    var end: HistoryUnreadable?
  }

  /// All tables of llm that are read, of all its versions.
  private static let tables = [
    "responses", "conversations", "prompt_attachments", "attachments", "prompt_fragments",
    "system_fragments", "fragments", "schemas", "tool_calls", "tool_results", "threads", "turns",
    "messages", "parts", "part_attachments",
  ]

  /// How much a statement may read.
  enum Extent {
    /// A part of one conversation: as much text as one conversation may have.
    case conversation
    /// A whole table, as a step of its own: as many rows as an import may read.
    case table
  }

  init(_ file: SourceFile, within budget: ReadingBudget) throws(HistoryUnreadable) {
    // A file may end within its header.
    guard file.head.starts(with: Array("SQLite format 3\0".utf8)), file.head.count > 19 else {
      throw HistoryUnreadable("an SQLite database: \(file.path) is not one")
    }
    // A log beside it means that a program is writing, or died while writing.
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
    (self.path, self.handle, self.budget) = (file.path, handle, budget)
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(Limits.importedRowBytes))
    watch()
    do {
      for setting in ["trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"] {
        try each("PRAGMA \(setting)") { _ in }
      }
      // The first access to the file itself.
      try each("SELECT count(*) FROM sqlite_schema") { _ in }
      try refuseViews()
    } catch {
      close()
      if let end = error.end { throw end }
      throw HistoryUnreadable(
        "a database that can be read: \(file.path) is damaged, or the program that writes it was "
          + "interrupted and has to be run once more (\(error.text))")
    }
  }

  deinit {
    close()
  }

  /// Reads all rows, one by one. The statement is cached for the next call.
  func each(
    _ sql: String, _ values: [Bound] = [], of extent: Extent = .conversation,
    read: (inout SourceColumns) -> Void
  ) throws(Failure) {
    let statement = try statement(sql)
    defer { sqlite3_reset(statement) }
    if extent == .table { budget.beginStep() }
    if budget.mustEnd() { throw failure(SQLITE_INTERRUPT) }
    var rows = 0
    for (index, value) in values.enumerated() {
      guard let code = try? value.bind(to: statement, at: Int32(index + 1)), code == SQLITE_OK
      else { throw failure(SQLITE_MISUSE) }
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code) }
      var columns = SourceColumns(statement, budget)
      read(&columns)
      rows += 1
      switch extent {
      case .conversation where budget.isSpent: throw failure(SQLITE_TOOBIG)
      case .table where rows > Limits.importedRows: throw tooManyRows
      case .conversation, .table: break
      }
    }
  }

  func all<T>(
    _ sql: String, _ values: [Bound] = [], of extent: Extent = .conversation,
    read: (inout SourceColumns) -> T
  ) throws(Failure) -> [T] {
    var found: [T] = []
    try each(sql, values, of: extent) { found.append(read(&$0)) }
    return found
  }

  /// The columns of a table; empty when the table does not exist.
  func columns(of table: String) throws(Failure) -> Set<String> {
    Set(try all("SELECT name FROM pragma_table_info(?1)", [.text(table)]) { $0.word() })
  }

  /// Requires llm's tables to be tables: a view in place of one could produce rows for ever.
  private func refuseViews() throws(Failure) {
    for table in Self.tables {
      let view = try all(
        "SELECT 1 FROM sqlite_schema WHERE type <> 'table' AND name = ?1 COLLATE NOCASE",
        [.text(table)]
      ) { $0.row() }
      guard view.isEmpty else {
        throw Failure(
          code: SQLITE_AUTH, text: "",
          end: HistoryUnreadable("llm's logs.db: \(table) is not a table in \(path)"))
      }
    }
  }

  private var tooManyRows: Failure {
    Failure(
      code: SQLITE_TOOBIG, text: "",
      end: .limit(
        "A table of \(path) has more than \(Limits.importedRows) rows, the most that one import "
          + "reads: move older rows into another file and import both.",
        Limits.importedRows))
  }

  /// Makes SQLite call a check again and again, while it works and while it waits for a lock.
  private func watch() {
    // Unretained: this object holds the budget as long as the connection is open.
    let context = Unmanaged.passUnretained(budget).toOpaque()
    sqlite3_progress_handler(
      handle, Self.stepsBetweenLooks,
      { context in
        guard let context else { return 0 }
        return Unmanaged<ReadingBudget>.fromOpaque(context).takeUnretainedValue().mustEnd() ? 1 : 0
      }, context)
    sqlite3_busy_handler(
      handle,
      { context, times in
        guard let context, Int(times) * SourceDatabase.pause < SourceDatabase.patience,
          !Unmanaged<ReadingBudget>.fromOpaque(context).takeUnretainedValue().mustEnd()
        else { return 0 }
        _ = poll(nil, 0, Int32(SourceDatabase.pause))
        return 1
      }, context)
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
    Failure(
      code: code, text: String(cString: sqlite3_errmsg(handle)), end: budget.takeReason())
  }

  private func close() {
    for statement in statements.values { sqlite3_finalize(statement) }
    statements = [:]
    sqlite3_close_v2(handle)
  }
}
