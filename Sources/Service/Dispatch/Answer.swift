import JSON
import Logging
import Wire

/// A call whose answer is still owed, with the type that the answer must have.
struct Answer<Result: Payload>: Sendable {
  let call: Call
  private let log: Logger

  init(_ call: Call, log: Logger) {
    self.call = call
    self.log = log
  }

  func succeed(_ result: Result) {
    do {
      call.succeed(try Output.encode(result))
    } catch {
      fail(error)
    }
  }

  /// A fault goes out as it is; anything else is a bug or the machine, logged whole, sent as `internal`.
  func fail(_ error: any Error) {
    call.fail(Fault(error, of: call.method, log: log))
  }
}

extension Fault {
  init(_ error: any Error, of method: String, log: Logger) {
    if let fault = error as? Fault {
      self = fault
      return
    }
    let requestId = IncidentID.next()
    log.error("\(method) failed", metadata: ["requestId": "\(requestId)", "error": "\(error)"])
    self = .internal(requestId: requestId)
  }
}

/// What a log line and an `internal` error have in common, so that one finds the other.
enum IncidentID {
  private static let source = IDSource()

  static func next() -> String {
    let id: ID<Self> = source.next()
    return id.description
  }
}
