package import JSON
package import Wire

/// An error as it was answered.
package struct ReceivedFault: Error {
  /// `nil` for a kind of a newer daemon.
  package let fault: Fault?
  package let message: String
  /// The error object as it came.
  package let json: [UInt8]

  package init(_ error: Value) {
    json = error.token
    message = error["message"]?.string ?? "The daemon answered with an error it did not explain."
    do {
      fault = try error.decode(ErrorObject.self, unknownMembers: .ignore).fault
    } catch {
      fault = nil
    }
  }

  package init(_ error: ErrorObject) throws {
    fault = error.fault
    message = error.message
    json = try Output.encode(error)
  }

  /// Whether a daemon has sent it, of whatever version: each of its errors has a kind.
  static func isDaemons(_ error: Value) -> Bool { error["data"]?["kind"]?.string != nil }

  package static func json(of fault: Fault) -> [UInt8] {
    do {
      return try Output.encode(ErrorObject(fault))
    } catch {
      // Nothing in a fault has no JSON; should it ever, the message is what counts.
      var quoted: [UInt8] = []
      Output.quote(fault.message, into: &quoted)
      return quoted
    }
  }

  /// What a typed call throws.
  package var asError: any Error {
    fault ?? ClientError.unknownFault(message: message, json: json)
  }
}
