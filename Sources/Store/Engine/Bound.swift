import GRDB
import GRDBSQLite
import JSON
import Wire

/// A value for one `?` of a statement.
enum Bound {
  case null
  case integer(Int64)
  case text(String)
  case uuid(UInt64, UInt64)
  case bytes([UInt8])

  static func int(_ value: Int?) -> Bound { value.map { .integer(Int64($0)) } ?? .null }
  static func row(_ value: Int64?) -> Bound { value.map { .integer($0) } ?? .null }
  static func time(_ value: Timestamp?) -> Bound {
    value.map { .integer($0.milliseconds) } ?? .null
  }
  static func string(_ value: String?) -> Bound { value.map { .text($0) } ?? .null }
  static func ruled(_ value: (some RuledText)?) -> Bound { string(value?.text) }
  static func json(_ value: FreeObject?) -> Bound { string(value?.json.text) }
  /// Encodes only the options that are set.
  static func options(_ value: TurnOptions?) throws -> Bound {
    string(try value.map { try RawJSON(encoding: $0, nilMembers: .omitted).text })
  }
  /// The sixteen bytes of a UUID in network order.
  static func id<Noun>(_ value: ID<Noun>) -> Bound { .uuid(value.high, value.low) }
}

/// Thrown for text with U+0000, which SQLite's text functions and CHECKs read only up to there
/// (sqlite.org/nulinstr.html). The protocol refuses it and provider text has it replaced, so this
/// is a bug; the text is refused rather than cut.
struct TextWithNUL: Error {}

/// SQLite copies the bytes before bind returns (sqlite.org/c3ref/c_static.html).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Bound {
  /// Binds by explicit length; GRDB binds text only up to its first U+0000.
  func bind(to statement: OpaquePointer, at index: Int32) throws -> Int32 {
    switch self {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let value): return sqlite3_bind_int64(statement, index, value)
    case .text(var text):
      return try text.withUTF8 { bytes in
        guard !bytes.contains(0) else { throw TextWithNUL() }
        // A null pointer would bind NULL, and an empty string's pointer may be null.
        guard let base = bytes.baseAddress else {
          return sqlite3_bind_text(statement, index, "", 0, copied)
        }
        return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          sqlite3_bind_text64(
            statement, index, $0, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8))
        }
      }
    case .uuid(let high, let low):
      return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
        sqlite3_bind_blob(statement, index, $0.baseAddress, 16, copied)
      }
    case .bytes(let bytes):
      return sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), copied)
    }
  }
}
