/// The elements of an array.
struct ElementWriter: UnkeyedEncodingContainer {
  let sink: UnsafeMutablePointer<Sink>
  let place: Place
  private(set) var count = 0

  var codingPath: [any CodingKey] { [] }

  init(sink: UnsafeMutablePointer<Sink>, place: Place) {
    self.sink = sink
    self.place = place
  }

  private mutating func next() {
    sink.pointee.next(in: place)
    count += 1
  }

  mutating func encodeNil() throws {
    next()
    sink.pointee.putNull()
  }

  mutating func encode(_ value: Bool) throws {
    next()
    sink.pointee.put(value)
  }

  mutating func encode(_ value: String) throws {
    next()
    sink.pointee.put(quoted: value)
  }

  mutating func encode(_ value: Double) throws {
    next()
    try sink.pointee.put(value)
  }

  mutating func encode(_ value: Int) throws {
    next()
    sink.pointee.put(value)
  }

  mutating func encode(_ value: Int64) throws {
    next()
    sink.pointee.put(Int(value))
  }

  mutating func encode<T: Encodable>(_ value: T) throws {
    next()
    try Writer.write(value, to: sink)
  }

  mutating func nestedContainer<Key: CodingKey>(
    keyedBy type: Key.Type
  ) -> KeyedEncodingContainer<Key> {
    next()
    let nested = sink.pointee.open(Level.Kind(members: type))
    return KeyedEncodingContainer(MemberWriter<Key>(sink: sink, place: nested))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    next()
    return ElementWriter(sink: sink, place: sink.pointee.open(.array))
  }

  mutating func superEncoder() -> any Encoder {
    next()
    return Writer(sink: sink, place: sink.pointee.open(.value))
  }
}
