import GRDB
import GRDBSQLite

/// Steps statements directly: GRDB prepares and caches them, and this code binds values and reads
/// columns without a `Row`, which would cost as much as the query itself.
extension Database {
  /// Runs a statement whose rows do not matter; returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ values: Bound...) throws -> Int {
    try step(sql, values) { _ in false }
    return Int(sqlite3_changes64(sqliteConnection))
  }

  /// The same for values in an array, without a count.
  func execute(_ sql: String, _ values: [Bound]) throws {
    try step(sql, values) { _ in false }
  }

  /// The first row, as `read` returns it.
  func first<T>(
    _ sql: String, _ values: Bound..., read: (inout Columns) throws -> T
  ) throws -> T? {
    var found: T?
    try step(sql, values) { columns in
      found = try read(&columns)
      return false
    }
    return found
  }

  /// All rows, as `read` returns them.
  func all<T>(
    _ sql: String, _ values: Bound..., read: (inout Columns) throws -> T
  ) throws -> [T] {
    var found: [T] = []
    try step(sql, values) { columns in
      found.append(try read(&columns))
      return true
    }
    return found
  }

  /// Reads row by row, until `read` returns false.
  func each(
    _ sql: String, _ values: [Bound], read: (inout Columns) throws -> Bool
  ) throws {
    try step(sql, values, read)
  }

  private func step(
    _ sql: String, _ values: [Bound], _ read: (inout Columns) throws -> Bool
  ) throws {
    let prepared = try cachedStatement(sql: sql)
    let statement = prepared.sqliteStatement
    defer {
      sqlite3_reset(statement)
      // Otherwise a cached statement would keep the last message's text in memory.
      if !values.isEmpty { sqlite3_clear_bindings(statement) }
    }
    for (index, value) in values.enumerated() {
      let code = try value.bind(to: statement, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw failure(code, sql) }
    }
    var isWanted = true
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code, sql) }
      if isWanted {
        var columns = Columns(statement)
        isWanted = try read(&columns)
      }
      // A write with RETURNING must run to its end.
      if !isWanted, sqlite3_stmt_readonly(statement) != 0 { return }
    }
  }

  /// Without the values: they contain users' text, and errors go to a log.
  private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: sqlite3_errmsg(sqliteConnection).map { String(cString: $0) }, sql: sql)
  }
}
