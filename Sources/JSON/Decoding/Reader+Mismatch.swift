/// Errors. This is not the hot path, so casts are acceptable.
extension Reader {
  func mismatch(_ expected: String) -> Mismatch {
    Mismatch(path: tape.path(to: node, from: reading.pointee.root), expected: expected)
  }

  /// The error for what a type's `init(from:)` threw at this node.
  func mismatch<T>(_ error: any Error, _ type: T.Type) -> any Error {
    if let names = Self.choices(type) { return mismatch("one of \(names)") }
    if error is DecodingError, type is any RawRepresentable.Type {
      return mismatch("a known value")
    }
    switch error {
    case let error as Expected: return mismatch(error.what)
    case DecodingError.keyNotFound(let key, _):
      return missing(key.stringValue, "a value")
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      return mismatch(context.debugDescription)
    default: return error
    }
  }

  /// A member that a type requires and that this object does not have.
  func missing<T: Decodable>(_ name: String, _ type: T.Type) -> Mismatch {
    // Decoding the type from an absent null makes it say what it expects.
    do {
      _ = try at(tape.absent).value(type)
      return missing(name, "a value")
    } catch {
      return missing(name, (error as? Mismatch)?.expected ?? "a value")
    }
  }

  private func missing(_ name: String, _ expected: String) -> Mismatch {
    let object = tape.path(to: node, from: reading.pointee.root)
    return Mismatch(
      path: Tape.path(object, member: name), expected: "\(expected) (it is missing)")
  }

  /// A member that `Key` does not name; the node is that of the name.
  func unknown<Key: CodingKey>(_ name: Int, _ type: Key.Type) -> Mismatch {
    func names<C: CaseIterable>(_ type: C.Type) -> String {
      C.allCases.compactMap { ($0 as? any CodingKey)?.stringValue }.joined(separator: ", ")
    }
    let known = (type as? any CaseIterable.Type).map { "one of \(names($0))" }
    return at(name).mismatch(known ?? "no such member")
  }

  /// The raw values of an enum that can list them: "a, b, c".
  private static func choices<T>(_ type: T.Type) -> String? {
    func names<C: CaseIterable & RawRepresentable>(_ type: C.Type) -> String {
      C.allCases.map { "\($0.rawValue)" }.joined(separator: ", ")
    }
    return (type as? any (CaseIterable & RawRepresentable).Type).map { names($0) }
  }
}

/// A trap, because this is a mistake of the type's author: numbers are coded as Int, Int64 or
/// Double here, and other widths would need rules of their own.
func refuse(_ type: Any.Type) -> Never {
  preconditionFailure("\(type) is not coded: use Int, Int64 or Double")
}
