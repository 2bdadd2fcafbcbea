import GRDBSQLite
import JSON

/// The row that a statement of another program's database is at, read from left to right; valid
/// until the statement steps. Its results have types for foreign values.
struct SourceColumns {
  private let statement: OpaquePointer
  private let budget: ReadingBudget
  private var index: Int32 = 0

  init(_ statement: OpaquePointer, _ budget: ReadingBudget) {
    (self.statement, self.budget) = (statement, budget)
  }

  mutating func text() -> ForeignText { textIfPresent() ?? .empty }

  mutating func textIfPresent() -> ForeignText? { bytes { ForeignText(decoding: $0) } }

  /// An id, a time or a role as it is stored: for comparing or parsing, and to be kept only after
  /// validation.
  mutating func word() -> String { wordIfPresent() ?? "" }

  mutating func wordIfPresent() -> String? { bytes { String(decoding: $0, as: UTF8.self) } }

  /// `nil` for a value that is not a count.
  mutating func countIfPresent() -> ForeignCount? {
    let column = next()
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { return nil }
    return ForeignCount(sqlite3_column_int64(statement, column))
  }

  /// The number by which SQLite finds the row again.
  mutating func row() -> Int64 { sqlite3_column_int64(statement, next()) }

  private mutating func bytes<T>(_ read: (UnsafeBufferPointer<UInt8>) -> T) -> T? {
    let column = next()
    guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
    let start = sqlite3_column_text(statement, column)
    let bytes = UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
    budget.spend(bytes: bytes.count)
    return read(bytes)
  }

  private mutating func next() -> Int32 {
    defer { index += 1 }
    return index
  }
}
