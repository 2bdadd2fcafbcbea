package import Wire

extension Fault.Kind {
  /// When the error is answered, in one sentence.
  package var meaning: String {
    switch self {
    case .parseError: "The message is not valid JSON (RFC 8259) in UTF-8."
    case .invalidRequest: "The JSON is not a request, or is larger than the limits allow."
    case .methodNotFound: "No method has this name."
    case .invalidParams: "A member of params is unknown, missing or has a wrong value."
    case .internal: "The daemon failed; its log gives the reason."
    case .cancelled: "The request was cancelled by $/cancelRequest."
    case .unauthenticated:
      "The uid of the connection has no user, or the token is unknown, expired or revoked."
    case .overloaded: "The daemon has too much work at the moment; try again later."
    case .notFound: "You have nothing of this kind with this id."
    case .conflict: "Something else already has the id, or another value that must be unique."
    case .busy: "Another turn runs on the thread, and the call does not wait for it."
    case .provider: "The provider failed, refused, or could not be reached."
    case .limit: "A quota or a size limit of this daemon is reached."
    case .storage: "The disk is full, read-only or damaged; nothing was written."
    case .forbidden:
      "Only operators may call the method, and this connection is not one of an operator."
    case .invalidState: "The current state does not allow the requested change."
    case .shuttingDown: "The daemon is stopping."
    case .gone: "The requested events are no longer kept."
    }
  }
}
