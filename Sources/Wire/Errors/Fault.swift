/// An error as a client sees it: a `kind` that never changes, what went wrong, and what to do next.
///
/// Handlers throw it. Any other error is a bug or a failure of the machine: it is logged completely
/// and sent as `internal`. Only the factories in `Fault+Kinds.swift` make one, so that each kind
/// has its members.
package struct Fault: Error, Sendable, Equatable {
  package let message: String
  package let data: FaultData

  package var kind: Kind { data.kind }

  init(_ message: String, _ data: FaultData) {
    self.message = message
    self.data = data
  }

  /// The key of an error, which never changes; each kind has one code.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case parseError, invalidRequest, methodNotFound, invalidParams, `internal`
    case cancelled
    case unauthenticated, overloaded, notFound, conflict, busy, provider, limit, storage, forbidden
    case invalidState, shuttingDown, gone

    /// JSON-RPC 2.0 section 5.1, LSP for -32800, and our own from -32000 down.
    package var code: Int {
      switch self {
      case .parseError: -32700
      case .invalidRequest: -32600
      case .methodNotFound: -32601
      case .invalidParams: -32602
      case .internal: -32603
      case .cancelled: -32800
      case .unauthenticated: -32000
      case .overloaded: -32001
      case .notFound: -32002
      case .conflict: -32003
      case .busy: -32004
      case .provider: -32005
      case .limit: -32006
      case .storage: -32007
      case .forbidden: -32008
      case .invalidState: -32009
      case .shuttingDown: -32010
      case .gone: -32011
      }
    }

    /// The errors that any method may answer, in addition to its own list.
    package static let common: [Kind] = [
      .invalidRequest, .invalidParams, .internal, .cancelled, .unauthenticated, .overloaded,
      .storage, .shuttingDown,
    ]
  }
}
