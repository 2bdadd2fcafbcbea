/// One value, written by its own type; number types for which JSON has no rule are refused here.
struct ScalarWriter: SingleValueEncodingContainer {
  let writer: Writer

  var codingPath: [any CodingKey] { [] }

  private var sink: UnsafeMutablePointer<Sink> { writer.sink }

  func encodeNil() throws {
    writer.begin()
    sink.pointee.putNull()
  }

  func encode(_ value: Bool) throws {
    writer.begin()
    sink.pointee.put(value)
  }

  func encode(_ value: String) throws {
    writer.begin()
    sink.pointee.put(quoted: value)
  }

  func encode(_ value: Double) throws {
    writer.begin()
    try sink.pointee.put(value)
  }

  func encode(_ value: Int) throws {
    writer.begin()
    sink.pointee.put(value)
  }

  func encode(_ value: Int64) throws {
    writer.begin()
    sink.pointee.put(Int(value))
  }

  func encode<T: Encodable>(_ value: T) throws { try value.encode(to: writer) }

  func encode(_ value: Float) throws { refuse(Float.self) }
  func encode(_ value: Int8) throws { refuse(Int8.self) }
  func encode(_ value: Int16) throws { refuse(Int16.self) }
  func encode(_ value: Int32) throws { refuse(Int32.self) }
  func encode(_ value: Int128) throws { refuse(Int128.self) }
  func encode(_ value: UInt) throws { refuse(UInt.self) }
  func encode(_ value: UInt8) throws { refuse(UInt8.self) }
  func encode(_ value: UInt16) throws { refuse(UInt16.self) }
  func encode(_ value: UInt32) throws { refuse(UInt32.self) }
  func encode(_ value: UInt64) throws { refuse(UInt64.self) }
  func encode(_ value: UInt128) throws { refuse(UInt128.self) }
}
