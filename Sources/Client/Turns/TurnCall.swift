package import Wire

/// The request for a turn: a new question, or a retry of an ended turn.
package enum TurnCall {
  case run(TurnRequest)
  case retry(TurnRetry.Params)

  package var id: TurnID? {
    get {
      switch self {
      case .run(let request): request.id
      case .retry(let retry): retry.id
      }
    }
    set {
      switch self {
      case .run(var request):
        request.id = newValue
        self = .run(request)
      case .retry(var retry):
        retry.id = newValue
        self = .retry(retry)
      }
    }
  }

  /// The thread that the request names.
  package var threadId: ThreadID? {
    switch self {
    case .run(let request): request.threadId
    case .retry: nil
    }
  }

  package var isEphemeral: Bool {
    switch self {
    case .run(let request): request.ephemeral ?? false
    case .retry(let retry): retry.ephemeral ?? false
    }
  }

  var deltaIntervalMs: DeltaInterval? {
    switch self {
    case .run(let request): request.deltaIntervalMs
    case .retry(let retry): retry.deltaIntervalMs
    }
  }
}
