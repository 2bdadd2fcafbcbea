package import JSON

/// One message from the daemon.
package struct Incoming {
  package enum Kind {
    case result(id: Int?, Value)
    /// Without an id it concerns the request that is waiting: the daemon could not read which one
    /// it was.
    case error(id: Int?, Value)
    case notification(method: String, params: Value?)
  }

  package let kind: Kind
  /// The message as it was received.
  package let line: [UInt8]

  /// A notification's params as they were received.
  package var params: [UInt8]? {
    if case .notification(_, let params) = kind { params?.token } else { nil }
  }

  package init(_ line: [UInt8]) throws(ClientError) {
    let root: Value
    do {
      root = try Document(line).root
    } catch {
      throw .malformed("The daemon sent something that is not JSON (\(error)).")
    }
    self.line = line
    let id = root["id"]?.integer
    if let method = root["method"]?.string {
      kind = .notification(method: method, params: root["params"])
    } else if let error = root["error"] {
      kind = .error(id: id, error)
    } else if let result = root["result"] {
      kind = .result(id: id, result)
    } else {
      throw .malformed("The daemon sent a message that is neither an answer nor a notification.")
    }
  }
}
