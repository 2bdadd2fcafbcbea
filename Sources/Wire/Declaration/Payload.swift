/// An object on the wire: its members by synthesised `Codable`, a sentence for each.
package protocol Payload: Codable, Sendable {
  /// What each member means, by its name. A test holds the keys equal to the members.
  static var fields: [String: String] { get }
}

/// A payload that has a name of its own in the reference, such as `Thread`.
package protocol NamedPayload: Payload {
  static var typeName: String { get }
}

/// Params of a method that needs none: `params` may be omitted, `null`, `[]` or `{}`.
package struct NoParams: Payload, Equatable {
  package static let fields: [String: String] = [:]
  package init() {}
}

/// A result with nothing to say beyond success.
package struct Done: Payload, Equatable {
  package static let fields: [String: String] = [:]
  package init() {}
}
