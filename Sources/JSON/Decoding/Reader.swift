/// What happens to members that a type does not name.
package enum UnknownMembers: Sendable {
  /// For messages of clients.
  case refuse
  /// For answers of a newer daemon, and for providers.
  case ignore
}

extension Value {
  /// Decodes the value as a type, or throws a `Mismatch`. Stricter than RFC 8259: no duplicate
  /// names in an object, no U+0000, no unknown member. Null means that an optional member is left
  /// out. A type's own errors other than `Expected` and `DecodingError` are passed on.
  package func decode<T: Decodable>(
    _ type: T.Type, unknownMembers: UnknownMembers = .refuse
  ) throws -> T {
    try reading { tape in
      try tape.audit(node)
      var reading = Reading(tape: tape, root: node, unknownMembers: unknownMembers)
      return try withUnsafeMutablePointer(to: &reading) { reading in
        try Reader(reading: reading, node: node).value(type)
      }
    }
  }
}

/// The state that all readers of one decoding share; it ends with the call that decodes.
struct Reading {
  let tape: Tape
  let root: Int
  let unknownMembers: UnknownMembers
  /// How many containers were requested so far: a type that requests none has no members.
  var asked = 0
}

/// The `Decoder` at one node: two words, copied freely, without reference counts.
struct Reader: Decoder {
  let reading: UnsafeMutablePointer<Reading>
  let node: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  var tape: Tape { reading.pointee.tape }
  var kind: Node.Kind { tape.nodes[node].kind }

  func at(_ node: Int) -> Reader { Reader(reading: reading, node: node) }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(try MemberReader<Key>(self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try ElementReader(self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    reading.pointee.asked &+= 1
    return ScalarReader(reader: self)
  }

  /// Decodes this node as any type; an error inside becomes a `Mismatch` here, where the path is
  /// known.
  func value<T: Decodable>(_ type: T.Type) throws -> T {
    let asked = reading.pointee.asked
    let value: T
    do {
      value = try T(from: self)
    } catch {
      throw mismatch(error, type)
    }
    // Synthesised Codable requests nothing for a struct without members: the value must still be
    // `{}`.
    if reading.pointee.asked == asked { try requireNoMembers() }
    return value
  }

  private func requireNoMembers() throws {
    guard kind == .object else { throw mismatch("an object") }
    guard reading.pointee.unknownMembers == .refuse, tape.after(node) > node + 1 else { return }
    throw at(node + 1).mismatch("no such member")
  }
}

/// The scalars, decoded without their own `init(from:)`.
extension Reader {
  func string() throws -> String {
    guard kind == .string else { throw mismatch("a string") }
    return tape.string(node)
  }

  func bool() throws -> Bool {
    switch kind {
    case .yes: return true
    case .no: return false
    default: throw mismatch("true or false")
    }
  }

  func integer() throws -> Int {
    guard kind == .number else { throw mismatch("an integer") }
    guard let value = tape.integer(node) else {
      let fractional = tape.nodes[node].flags & Node.fractional != 0
      throw mismatch(fractional ? "an integer" : "an integer within ±(2^53−1)")
    }
    return value
  }

  func double() throws -> Double {
    guard kind == .number else { throw mismatch("a number") }
    guard let value = tape.double(node) else { throw mismatch("a number that a double can hold") }
    return value
  }
}
