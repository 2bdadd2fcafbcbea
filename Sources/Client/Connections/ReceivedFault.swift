package import JSON
package import Wire

/// An error that the daemon answered.
package struct ReceivedFault: Error {
  /// `nil` for a kind that only a newer daemon knows.
  package let fault: Fault?
  package let message: String
  /// The error object as it was received.
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

  /// Whether a daemon sent it, of whatever version: each of a daemon's errors has a kind.
  static func isDaemons(_ error: Value) -> Bool { error["data"]?["kind"]?.string != nil }

  package static func json(of fault: Fault) -> [UInt8] {
    do {
      return try Output.encode(ErrorObject(fault))
    } catch {
      // A fault can always be encoded; should that ever fail, the message is what counts.
      var quoted: [UInt8] = []
      Output.quote(fault.message, into: &quoted)
      return quoted
    }
  }

  /// The error that a typed call throws.
  package var asError: any Error {
    fault ?? ClientError.unknownFault(message: message, json: json)
  }
}
