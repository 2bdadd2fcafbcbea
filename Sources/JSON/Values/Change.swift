/// A member of an update: left out, null, or a value. `Optional` can't tell the first two apart.
///
/// Synthesised Codable of any module uses the container overloads below.
package enum Change<T: Codable & Sendable>: Codable, Sendable {
  case keep, clear
  case set(T)

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = container.decodeNil() ? .clear : .set(try container.decode(T.self))
  }

  /// Outside an object nothing can be left out: `keep` is written as null there.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .keep, .clear: try container.encodeNil()
    case .set(let value): try container.encode(value)
    }
  }
}

extension Change: Equatable where T: Equatable {}
extension Change: Hashable where T: Hashable {}

extension KeyedDecodingContainer {
  package func decode<T>(_ type: Change<T>.Type, forKey key: Key) throws -> Change<T> {
    guard contains(key) else { return .keep }
    return try decodeNil(forKey: key) ? .clear : .set(decode(T.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  package mutating func encode<T>(_ change: Change<T>, forKey key: Key) throws {
    switch change {
    case .keep: break
    case .clear: try encodeNil(forKey: key)
    case .set(let value): try encode(value, forKey: key)
    }
  }
}
