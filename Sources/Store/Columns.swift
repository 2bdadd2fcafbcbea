import GRDBSQLite
import JSON
import Wire

/// The row a statement stands on, read from left to right; valid until the statement steps.
struct Columns {
  private let statement: OpaquePointer
  private var index: Int32 = 0

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  mutating func int64() -> Int64 { sqlite3_column_int64(statement, next()) }
  mutating func int() -> Int { Int(int64()) }
  mutating func bool() -> Bool { int64() != 0 }
  mutating func time() -> Timestamp { Timestamp(milliseconds: int64()) }

  mutating func intIfPresent() -> Int? { isNull ? skip() : int() }
  mutating func int64IfPresent() -> Int64? { isNull ? skip() : int64() }
  mutating func timeIfPresent() -> Timestamp? { isNull ? skip() : time() }

  mutating func text() -> String {
    let column = next()
    guard let start = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  mutating func textIfPresent() -> String? { isNull ? skip() : text() }

  mutating func ruledIfPresent<Text: RuledText>(_: Text.Type = Text.self) -> Text? {
    textIfPresent().map(Text.init(trusted:))
  }

  mutating func objectIfPresent() -> FreeObject? {
    textIfPresent().map { FreeObject(trusted: RawJSON(trusting: $0)) }
  }

  /// What `Output` wrote earlier; a newer version may have written more members. A provider's
  /// U+0000 inside an error reads as U+FFFD.
  mutating func jsonIfPresent<Value: Decodable>(_ type: Value.Type) throws -> Value? {
    try textIfPresent().map { text in
      try Document(Array(text.utf8), surrogates: .replace).root
        .decode(type, unknownMembers: .ignore)
    }
  }

  mutating func id<Noun>(_: ID<Noun>.Type = ID<Noun>.self) -> ID<Noun> {
    let column = next()
    // The schema holds every uuid to sixteen bytes.
    guard let start = sqlite3_column_blob(statement, column),
      sqlite3_column_bytes(statement, column) == 16
    else { return ID(high: 0, low: 0) }
    return ID(
      high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
      low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }

  mutating func idIfPresent<Noun>(_: ID<Noun>.Type = ID<Noun>.self) -> ID<Noun>? {
    isNull ? skip() : id()
  }

  mutating func bytes() -> [UInt8] {
    let column = next()
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  private var isNull: Bool { sqlite3_column_type(statement, index) == SQLITE_NULL }

  private mutating func next() -> Int32 {
    defer { index += 1 }
    return index
  }

  private mutating func skip<Value>() -> Value? {
    index += 1
    return nil
  }
}
