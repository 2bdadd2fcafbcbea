/// The elements of an array, one after another.
struct ElementReader: UnkeyedDecodingContainer {
  private let reader: Reader
  private var node: Int
  private let end: Int
  private(set) var currentIndex = 0

  var codingPath: [any CodingKey] { [] }

  init(_ reader: Reader) throws {
    reader.reading.pointee.asked &+= 1
    guard reader.kind == .array else { throw reader.mismatch("an array") }
    self.reader = reader
    node = reader.node + 1
    end = reader.tape.after(reader.node)
  }

  var isAtEnd: Bool { node >= end }

  /// Counted by iterating over the remaining elements.
  var count: Int? {
    var count = currentIndex
    var at = node
    while at < end {
      count += 1
      at = reader.tape.after(at)
    }
    return count
  }

  private mutating func next() throws -> Reader {
    guard !isAtEnd else { throw reader.mismatch("more than \(currentIndex) elements") }
    let element = reader.at(node)
    node = reader.tape.after(node)
    currentIndex += 1
    return element
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, reader.at(node).kind == .null else { return false }
    _ = try next()
    return true
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try next().bool() }
  mutating func decode(_ type: String.Type) throws -> String { try next().string() }
  mutating func decode(_ type: Double.Type) throws -> Double { try next().double() }
  mutating func decode(_ type: Int.Type) throws -> Int { try next().integer() }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { Int64(try next().integer()) }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().value(type) }

  mutating func nestedContainer<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }
}
