/// One method of the protocol: its complete and only declaration.
///
/// Dispatch, parameter checking, `rpc.discover`, the manual page, completion and the clients' stubs
/// all read this declaration.
package protocol Method: Sendable {
  /// What `params` holds; an empty struct where the method needs none.
  associatedtype Params: Payload
  /// What `result` holds: always an object.
  associatedtype Result: Payload
  /// How the method runs; the service demands a handler of the same kind.
  associatedtype Runs: Kind

  /// `noun/verb`, as sent on the wire.
  static var name: String { get }
  /// One sentence in the imperative, for lists and headings.
  static var summary: String { get }
  /// What the summary leaves out: order, side effects, what cannot be undone. May be empty.
  static var details: String { get }
  /// The errors that it may answer in addition to those of every method (`Fault.Kind.common`).
  static var faults: [Fault.Kind] { get }
  /// One call as a client would make it, and its answer. Tests run it.
  static var example: Example<Self> { get }
}

extension Method {
  package static var details: String { "" }
  package static var faults: [Fault.Kind] { [] }
}

/// A method's params and the result that answers them.
package struct Example<M: Method>: Sendable {
  package let params: M.Params
  package let result: M.Result

  package init(_ params: M.Params, _ result: M.Result) {
    self.params = params
    self.result = result
  }
}

/// A message that is no answer: the daemon sends it on a connection that follows something.
package protocol Notification: Sendable {
  associatedtype Params: Payload

  /// `noun/pastOrProgress`, as sent on the wire.
  static var name: String { get }
  static var summary: String { get }
  static var example: Params { get }
}

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
