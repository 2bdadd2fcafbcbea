package import Wire

extension Fault.Kind {
  /// When it is answered, in one sentence.
  package var meaning: String {
    switch self {
    case .parseError: "The text is not JSON as RFC 8259 and UTF-8 have it."
    case .invalidRequest: "The JSON is not a request, or is larger than the limits allow."
    case .methodNotFound: "No method has this name."
    case .invalidParams: "A member of params is unknown, missing or not what it should be."
    case .internal: "The daemon failed, and its log says why."
    case .cancelled: "The request was cancelled by $/cancelRequest."
    case .unauthenticated: "No user belongs to this peer, or the token is bad or expired."
    case .overloaded: "Too much is waiting already; try again later."
    case .notFound: "You have nothing of this kind with this id."
    case .conflict: "The id is taken by something else, or a value that must be unique is."
    case .busy: "A turn runs on the thread, and the call does not wait for it."
    case .provider: "The provider failed, refused, or could not be reached."
    case .limit: "A quota or a size limit of this daemon is reached."
    case .storage: "The disk is full, read-only or damaged; nothing was written."
    case .forbidden: "The method is for operators, and you are not one."
    case .invalidState: "It can't go from the state it is in to the one asked for."
    case .shuttingDown: "The daemon is stopping."
    case .gone: "The events asked for are no longer kept."
    }
  }
}
