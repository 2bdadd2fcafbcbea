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
