extension Fault {
  package static func parseError(_ message: String) -> Fault {
    Fault(message, FaultData(.parseError))
  }

  package static func invalidRequest(_ message: String, limit: Int? = nil) -> Fault {
    var data = FaultData(.invalidRequest)
    data.limit = limit
    return Fault(message, data)
  }

  package static func methodNotFound(_ method: String, nearest: String? = nil) -> Fault {
    let hint = nearest.map { "Did you mean \($0)? " } ?? ""
    return Fault(
      "There is no method \(quoted(method)). \(hint)rpc.discover lists all methods.",
      FaultData(.methodNotFound))
  }

  /// `path` is the wrong member (`""` for params itself); `expected` completes "expected …".
  package static func invalidParams(path: String, expected: String) -> Fault {
    var data = FaultData(.invalidParams)
    data.path = path
    data.expected = expected
    let place = path.isEmpty ? "params" : path
    return Fault("\(place): expected \(expected).", data)
  }

  /// The same with a sentence of its own, for a member whose name would not help a person.
  package static func invalidParams(
    _ sentence: String, path: String, expected: String
  ) -> Fault {
    var data = FaultData(.invalidParams)
    data.path = path
    data.expected = expected
    return Fault(sentence, data)
  }

  package static func `internal`(requestId: String) -> Fault {
    var data = FaultData(.internal)
    data.requestId = requestId
    return Fault("The daemon failed; its log gives the reason under \(requestId).", data)
  }

  /// The answer to a client for which a service manager started the daemon, when the daemon can't
  /// start.
  package static func notStarting(_ why: String) -> Fault {
    Fault("skeind can't start: \(why)", FaultData(.internal))
  }

  package static func cancelled(turn: TurnID? = nil) -> Fault {
    var data = FaultData(.cancelled)
    data.turnId = turn
    return Fault("The request was cancelled.", data)
  }

  package static func unauthenticated(_ message: String) -> Fault {
    Fault(message, FaultData(.unauthenticated))
  }

  /// For connections of a user who was erased, or is about to be erased.
  package static let userGone = unauthenticated(
    "The user of this connection was erased: call auth/login with another's token.")

  package static func overloaded(_ message: String, retryAfterMs: Int) -> Fault {
    var data = FaultData(.overloaded)
    data.retryAfterMs = retryAfterMs
    return Fault(message, data)
  }

  package static func notFound(_ entity: Entity) -> Fault {
    var data = FaultData(.notFound)
    data.entity = entity.rawValue
    return Fault("You have no \(entity.rawValue) with that id.", data)
  }

  package static func conflict(_ message: String, field: String) -> Fault {
    var data = FaultData(.conflict)
    data.field = field
    return Fault(message, data)
  }

  package static func busy(turn: TurnID, _ message: String? = nil) -> Fault {
    var data = FaultData(.busy)
    data.turnId = turn
    return Fault(
      message
        ?? "Another turn runs on this thread: watch it, cancel it, or let ifBusy queue yours.",
      data)
  }

  package static func limit(
    _ message: String, limit: Int, used: Int? = nil, resetAt: Timestamp? = nil
  ) -> Fault {
    var data = FaultData(.limit)
    data.limit = limit
    data.used = used
    data.resetAt = resetAt
    return Fault(message, data)
  }

  /// Disk full, read-only or damaged: nothing was written.
  package static func storage(_ message: String) -> Fault {
    Fault(message, FaultData(.storage))
  }

  package static func forbidden(_ message: String) -> Fault {
    Fault(message, FaultData(.forbidden))
  }

  package static func invalidState(_ message: String, from: String, to: String) -> Fault {
    var data = FaultData(.invalidState)
    data.from = from
    data.to = to
    return Fault(message, data)
  }

  /// The error that an interrupted turn keeps, whether the daemon was told to stop, was restarted
  /// or crashed. A person reads it in the thread long after the daemon is back.
  package static func leftUnfinished(turn: TurnID) -> Fault {
    var data = FaultData(.shuttingDown)
    data.turnId = turn
    return Fault("The daemon was stopped before the answer was complete.", data)
  }

  /// The answer to a call that the daemon can no longer take or finish.
  package static func shuttingDown(turn: TurnID? = nil) -> Fault {
    var data = FaultData(.shuttingDown)
    data.turnId = turn
    return Fault("The daemon is stopping; call again when it is back.", data)
  }

  /// The same fault naming `turn`, unless it already names one.
  package func concerning(_ turn: TurnID) -> Fault {
    var named = data
    if named.turnId == nil { named.turnId = turn }
    return Fault(message, named)
  }

  package static func gone(oldest: Int) -> Fault {
    var data = FaultData(.gone)
    data.oldest = oldest
    return Fault("Events before \(oldest) are no longer kept: read the lists again.", data)
  }

  /// The details of a provider's failure, apart from its message.
  package struct ProviderDetails: Sendable {
    package var provider: String
    package var failureClass: ProviderFailureClass
    package var turn: TurnID?
    package var httpStatus: Int?
    package var code: String?
    package var param: String?
    package var requestId: String?
    package var retryable: Bool?
    package var retryAfterMs: Int?

    package init(provider: String, failureClass: ProviderFailureClass) {
      self.provider = provider
      self.failureClass = failureClass
    }
  }

  package static func provider(_ message: String, _ details: ProviderDetails) -> Fault {
    var data = FaultData(.provider)
    data.provider = details.provider
    data.class = details.failureClass
    data.turnId = details.turn
    data.httpStatus = details.httpStatus
    data.code = details.code
    data.param = details.param
    data.requestId = details.requestId
    data.retryable = details.retryable
    data.retryAfterMs = details.retryAfterMs
    return Fault(message, data)
  }
}

/// A client's text, quoted in one of our sentences and shortened, so that errors stay small.
private func quoted(_ text: String) -> String {
  let head = text.unicodeScalars.prefix(80)
  return
    "“\(String(String.UnicodeScalarView(head)))\(head.count < text.unicodeScalars.count ? "…" : "")”"
}
