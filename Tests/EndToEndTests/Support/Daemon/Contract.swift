import JSON
import Reference
import Synchronization
import Testing

/// The OpenRPC document that one daemon serves, and a check of all its messages against it.
final class Contract: Sendable {
  let document: Value
  private let validator: Validator

  /// Requests the document from the daemon itself.
  init(of socketPath: String) throws {
    let asking = try Socket(socketPath)
    try asking.send(#"{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"#)
    let answer = try Document(Array(try #require(try asking.line()).utf8))
    document = try #require(answer.root["result"])
    validator = Validator(document: try Document(document.token))
  }

  /// Records what is wrong with a message of the daemon; `method` is the method of the request that
  /// it answers, where that is known.
  func check(_ message: Value, method: String?) {
    var problems: [String] = []
    if message["jsonrpc"]?.string != "2.0" { problems.append("jsonrpc is not 2.0") }
    let names = Set(message.members.map(\.name))
    if let name = message["method"]?.string {
      problems += validator.problems(inNotification: message["params"], named: name)
      if names != ["jsonrpc", "method", "params"] { problems.append("members \(names)") }
    } else if let result = message["result"] {
      if let method { problems += validator.problems(in: result, of: method) }
      if names != ["jsonrpc", "id", "result"] { problems.append("members \(names)") }
    } else if let error = message["error"] {
      problems += validator.problems(inError: error, of: method)
      if names != ["jsonrpc", "id", "error"] { problems.append("members \(names)") }
    } else {
      problems.append("neither a notification nor an answer")
    }
    for problem in problems {
      let text = String(decoding: message.token.prefix(500), as: UTF8.self)
      Issue.record("\(method ?? "a message") breaks the contract: \(problem) in \(text)")
    }
  }
}
