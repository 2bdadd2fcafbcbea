/// The `Encoder` of one value: containers and bytes go to the sink, which outlives it.
struct Writer: Encoder {
  let sink: UnsafeMutablePointer<Sink>
  let place: Place

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Writes any value at the sink's position, and closes what the value left open.
  static func write<T: Encodable>(_ value: T, to sink: UnsafeMutablePointer<Sink>) throws {
    guard !sink.pointee.isTooDeep else { throw tooDeep(value) }
    let depth = sink.pointee.depth
    try value.encode(to: Writer(sink: sink, place: sink.pointee.open(.value)))
    sink.pointee.close(to: depth)
  }

  static func tooDeep(_ value: Any) -> any Error {
    EncodingError.invalidValue(
      value,
      .init(codingPath: [], debugDescription: "more than \(Document.depthLimit) levels"))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(MemberWriter<Key>(sink: sink, place: open(Level.Kind(members: type))))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    ElementWriter(sink: sink, place: open(.array))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { ScalarWriter(writer: self) }

  /// Writes text that is JSON already.
  func verbatim(_ text: String) {
    begin()
    sink.pointee.put(text)
  }

  /// Called before the one scalar of this value.
  func begin() {
    precondition(sink.pointee.begin(place), "a value is written twice")
  }

  /// A value may request the same container twice (a class and its superclass): it continues in it.
  private func open(_ kind: Level.Kind) -> Place {
    if let (open, place) = sink.pointee.container(of: place) {
      precondition(open == kind, "one value in two kinds of container")
      return place
    }
    begin()
    return sink.pointee.open(kind)
  }
}
