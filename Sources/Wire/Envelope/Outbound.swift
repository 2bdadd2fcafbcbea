import JSON

/// Encodes the messages that are sent, as bytes without framing.
package enum Outbound {
  /// `result` is encoded JSON.
  package static func answer(_ id: RequestID, result: [UInt8]) -> [UInt8] {
    var bytes = head(id, spare: result.count + 16)
    bytes += #","result":"#.utf8
    bytes += result
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  package static func answer(_ id: RequestID?, fault: Fault) -> [UInt8] {
    var bytes = head(id ?? .null, spare: 256)
    bytes += #","error":"#.utf8
    bytes += encoded(ErrorObject(fault))
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  /// The answer to a batch; `nil` when every entry was a notification (section 6: no answer at
  /// all).
  package static func batch(_ answers: [[UInt8]]) -> [UInt8]? {
    guard !answers.isEmpty else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(answers.reduce(2) { $0 + $1.count + 1 })
    for answer in answers {
      bytes.append(UInt8(ascii: bytes.isEmpty ? "[" : ","))
      bytes += answer
    }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }

  package static func notification<N: Notification>(_: N.Type, _ params: N.Params) -> [UInt8] {
    var bytes = Array(#"{"jsonrpc":"2.0","method":""#.utf8)
    bytes += N.name.utf8
    bytes += #"","params":"#.utf8
    bytes += encoded(params)
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  /// A request as a client writes it; `params` is encoded JSON.
  package static func request(id: Int?, method: String, params: [UInt8]?) -> [UInt8] {
    var bytes = Array(#"{"jsonrpc":"2.0","#.utf8)
    if let id { bytes += "\"id\":\(id),".utf8 }
    bytes += #""method":"#.utf8
    Output.quote(method, into: &bytes)
    if let params {
      bytes += #","params":"#.utf8
      bytes += params
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private static func head(_ id: RequestID, spare: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24 + id.token.count + spare)
    bytes += #"{"jsonrpc":"2.0","id":"#.utf8
    bytes += id.token
    return bytes
  }

  /// Our payloads hold no number that JSON cannot express; if one did, the client would still get
  /// an answer, `null`.
  private static func encoded(_ payload: some Payload) -> [UInt8] {
    (try? Output.encode(payload)) ?? Array("null".utf8)
  }
}
