/// The members of an object, for a type whose names are `Key`.
struct MemberReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let reader: Reader
  /// For objects of more than `walkLimit` members, the index of each value: so a large dictionary
  /// is not read in quadratic time.
  private let index: [String: Int]?

  private static var walkLimit: Int { 32 }

  var codingPath: [any CodingKey] { [] }

  /// Refuses members that `Key` does not name: unknown members are reported before missing ones.
  init(_ reader: Reader) throws {
    reader.reading.pointee.asked &+= 1
    guard reader.kind == .object else { throw reader.mismatch("an object") }
    let tape = reader.tape
    let refusing = reader.reading.pointee.unknownMembers == .refuse
    let end = tape.after(reader.node)
    var count = 0
    var name = reader.node + 1
    while name < end {
      if refusing, Key(stringValue: tape.string(name)) == nil {
        throw reader.unknown(name, Key.self)
      }
      count += 1
      name = tape.after(name + 1)
    }
    self.reader = reader
    index = count > Self.walkLimit ? Self.index(reader) : nil
  }

  private static func index(_ reader: Reader) -> [String: Int] {
    let tape = reader.tape
    var index: [String: Int] = [:]
    var name = reader.node + 1
    while name < tape.after(reader.node) {
      index[tape.string(name)] = name + 1
      name = tape.after(name + 1)
    }
    return index
  }

  var allKeys: [Key] {
    let tape = reader.tape
    var keys: [Key] = []
    var name = reader.node + 1
    while name < tape.after(reader.node) {
      if let key = Key(stringValue: tape.string(name)) { keys.append(key) }
      name = tape.after(name + 1)
    }
    return keys
  }

  private func find(_ key: Key) -> Reader? {
    let name = key.stringValue
    let node = index.map { $0[name] } ?? reader.tape.member(name, of: reader.node)
    return node.map(reader.at)
  }

  private func need<T: Decodable>(_ key: Key, _ type: T.Type) throws -> Reader {
    guard let member = find(key) else { throw reader.missing(key.stringValue, type) }
    return member
  }

  /// `nil` for null too: null means that an optional member is left out.
  private func given(_ key: Key) -> Reader? {
    guard let member = find(key), member.kind != .null else { return nil }
    return member
  }

  func contains(_ key: Key) -> Bool { find(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { given(key) == nil }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try need(key, type).bool() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try need(key, type).string()
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try need(key, type).double()
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try need(key, type).integer() }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    Int64(try need(key, type).integer())
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try need(key, type).value(type)
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try given(key)?.bool()
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try given(key)?.string()
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try given(key)?.double()
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try given(key)?.integer()
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try given(key).map { Int64(try $0.integer()) }
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try given(key)?.value(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try need(key, [String: Bool].self).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try need(key, [Bool].self).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    guard let key = Key(stringValue: "super") else { return reader }
    return try superDecoder(forKey: key)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try need(key, RawJSON.self) }
}
