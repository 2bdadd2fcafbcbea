import GRDBSQLite
import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Thrown for a column that must hold JSON but does not: its page was damaged, or another program
/// wrote to it. It does not contain the column's text.
struct DamagedJSON: Error {}

/// The row that a statement is at, read from left to right; valid until the statement steps.
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

  /// A count that a provider or an importer reported, perhaps to an older version: `nil` for a
  /// number that not every JSON reader represents exactly.
  mutating func countIfPresent() -> Int? {
    int64IfPresent().flatMap { ForeignCount($0)?.number }
  }

  /// Well-formed text without U+0000, whatever an older version or a failing disk has left in the
  /// column.
  mutating func text() -> String {
    let bytes = textBytes()
    guard let start = bytes.baseAddress, memchr(start, 0, bytes.count) == nil else {
      return ForeignText(decoding: bytes).text
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func textIfPresent() -> String? { isNull ? skip() : text() }

  mutating func ruledIfPresent<Text: RuledText>(_: Text.Type = Text.self) -> Text? {
    textIfPresent().map(Text.init(trusted:))
  }

  /// A client's free object. It is sent unchanged, so it is validated first: throws `DamagedJSON`
  /// for text that is not an object.
  mutating func objectIfPresent() throws -> FreeObject? {
    if isNull { return skip() }
    do {
      let json = try RawJSON(kept: textBytes())
      guard json.isObject else { throw DamagedJSON() }
      return FreeObject(trusted: json)
    } catch {
      throw DamagedJSON()
    }
  }

  /// A value that `Output` wrote earlier; a newer version may have written more members. U+0000
  /// inside a provider's error is read as U+FFFD.
  mutating func jsonIfPresent<Value: Decodable>(_ type: Value.Type) throws -> Value? {
    if isNull { return skip() }
    do {
      return try Document(copying: UnsafeRawBufferPointer(textBytes()), surrogates: .replace).root
        .decode(type, unknownMembers: .ignore)
    } catch {
      throw DamagedJSON()
    }
  }

  mutating func id<Noun>(_: ID<Noun>.Type = ID<Noun>.self) -> ID<Noun> {
    let column = next()
    // The schema requires each uuid to have sixteen bytes.
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

  /// Valid until the statement steps.
  private mutating func textBytes() -> UnsafeBufferPointer<UInt8> {
    let column = next()
    let start = sqlite3_column_text(statement, column)
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
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
