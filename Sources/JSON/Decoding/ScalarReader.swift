/// One value, decoded by its own type; number types for which JSON has no rule are refused here.
struct ScalarReader: SingleValueDecodingContainer {
  let reader: Reader

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { reader.kind == .null }

  func decode(_ type: Bool.Type) throws -> Bool { try reader.bool() }
  func decode(_ type: String.Type) throws -> String { try reader.string() }
  func decode(_ type: Double.Type) throws -> Double { try reader.double() }
  func decode(_ type: Int.Type) throws -> Int { try reader.integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { Int64(try reader.integer()) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try reader.value(type) }

  func decode(_ type: Float.Type) throws -> Float { refuse(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { refuse(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { refuse(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { refuse(type) }
  func decode(_ type: Int128.Type) throws -> Int128 { refuse(type) }
  func decode(_ type: UInt.Type) throws -> UInt { refuse(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { refuse(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { refuse(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { refuse(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { refuse(type) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { refuse(type) }
}
