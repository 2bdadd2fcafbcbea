/// A member of an update that always has a value: left out, or a new value. Null is refused.
///
/// Synthesised Codable of any module uses the container overloads below.
package enum Replacement<T: Codable & Sendable>: Codable, Sendable {
  case keep
  case set(T)

  package init(from decoder: any Decoder) throws {
    self = .set(try decoder.singleValueContainer().decode(T.self))
  }

  /// Outside an object nothing can be left out: `keep` is written as null there.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .keep: try container.encodeNil()
    case .set(let value): try container.encode(value)
    }
  }
}

extension Replacement: Equatable where T: Equatable {}
extension Replacement: Hashable where T: Hashable {}

extension KeyedDecodingContainer {
  package func decode<T>(_ type: Replacement<T>.Type, forKey key: Key) throws -> Replacement<T> {
    contains(key) ? .set(try decode(T.self, forKey: key)) : .keep
  }
}

extension KeyedEncodingContainer {
  package mutating func encode<T>(_ replacement: Replacement<T>, forKey key: Key) throws {
    switch replacement {
    case .keep: break
    case .set(let value): try encode(value, forKey: key)
    }
  }
}
