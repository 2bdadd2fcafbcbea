import JSON
import Logging
import Wire

/// A call that has not been answered yet, with the type of its answer.
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

  /// Sends a fault unchanged. Any other error is a bug or a failure of the machine: it is logged
  /// completely and sent as `internal`.
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

/// Makes the id that connects an `internal` error with its line in the log.
enum IncidentID {
  private static let source = IDSource()

  static func next() -> String {
    let id: ID<Self> = source.next()
    return id.description
  }
}
