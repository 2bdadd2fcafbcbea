/// An object on the wire: synthesised `Codable` gives its members, `fields` a sentence for each.
package protocol Payload: Codable, Sendable {
  /// What each member means, by its name. A test checks that the keys are the members.
  static var fields: [String: String] { get }
}

/// A payload that the reference describes under a name of its own, such as `Thread`.
package protocol NamedPayload: Payload {
  static var typeName: String { get }
}

/// The params of a method that needs none: `params` may be omitted, `null`, `[]` or `{}`.
package struct NoParams: Payload, Equatable {
  package static let fields: [String: String] = [:]
  package init() {}
}

/// An empty result: the call succeeded.
package struct Done: Payload, Equatable {
  package static let fields: [String: String] = [:]
  package init() {}
}
