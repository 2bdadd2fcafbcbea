/// The members of an object.
struct MemberWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: UnsafeMutablePointer<Sink>
  let place: Place

  var codingPath: [any CodingKey] { [] }

  private func name(_ key: Key) { sink.pointee.next(key.stringValue, in: place) }

  private func writeNil(_ key: Key) {
    guard sink.pointee.nilMembers == .null else { return }
    name(key)
    sink.pointee.putNull()
  }

  func encodeNil(forKey key: Key) throws {
    name(key)
    sink.pointee.putNull()
  }

  func encode(_ value: Bool, forKey key: Key) throws {
    name(key)
    sink.pointee.put(value)
  }

  func encode(_ value: String, forKey key: Key) throws {
    name(key)
    sink.pointee.put(quoted: value)
  }

  func encode(_ value: Double, forKey key: Key) throws {
    name(key)
    try sink.pointee.put(value)
  }

  func encode(_ value: Int, forKey key: Key) throws {
    name(key)
    sink.pointee.put(value)
  }

  func encode(_ value: Int64, forKey key: Key) throws {
    name(key)
    sink.pointee.put(Int(value))
  }

  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    name(key)
    try Writer.write(value, to: sink)
  }

  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { writeNil(key) }
  }

  func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { writeNil(key) }
  }

  func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { writeNil(key) }
  }

  func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { writeNil(key) }
  }

  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { writeNil(key) }
  }

  func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { writeNil(key) }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    name(key)
    let nested = sink.pointee.open(Level.Kind(members: type))
    return KeyedEncodingContainer(MemberWriter<Nested>(sink: sink, place: nested))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    name(key)
    return ElementWriter(sink: sink, place: sink.pointee.open(.array))
  }

  func superEncoder() -> any Encoder { superEncoder(named: "super") }

  func superEncoder(forKey key: Key) -> any Encoder { superEncoder(named: key.stringValue) }

  private func superEncoder(named name: String) -> any Encoder {
    sink.pointee.next(name, in: place)
    return Writer(sink: sink, place: sink.pointee.open(.value))
  }
}
