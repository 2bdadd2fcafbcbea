import Foundation
import JSON
import Testing
import Wire

/// A client of a live daemon: one connection, used by one task.
///
/// Every message that it receives is checked against the document that the daemon serves.
final class WireClient {
  struct Closed: Error {}

  let socket: Socket
  /// Notifications that no test has read yet, in order of arrival.
  private(set) var notifications: [Value] = []
  /// The names of the notifications so far and `answer ID` for answers, in order.
  private(set) var transcript: [String] = []
  private let contract: Contract
  /// A client of a daemon keeps that alive.
  private let daemon: LiveDaemon?
  private var lastID = 0
  /// The method of each request that has no answer yet, by its id.
  private var methods: [Int: String] = [:]
  private var answers: [Int: Value] = [:]

  init(_ socket: Socket, _ contract: Contract, of daemon: LiveDaemon? = nil) {
    self.socket = socket
    self.contract = contract
    self.daemon = daemon
  }

  /// Sends a request; the returned id finds its answer.
  @discardableResult
  func send<M: Method>(_: M.Type, _ params: M.Params) throws -> Int {
    try send(M.name, String(decoding: Output.encode(params, nilMembers: .omitted), as: UTF8.self))
  }

  @discardableResult
  func send(_ method: String, _ params: String?) throws -> Int {
    lastID += 1
    methods[lastID] = method
    let rest = params.map { #","params":\#($0)"# } ?? ""
    try socket.send(#"{"jsonrpc":"2.0","id":\#(lastID),"method":"\#(method)"\#(rest)}"#)
    return lastID
  }

  /// Sends a notification.
  func notify(_ method: String, _ params: String) throws {
    try socket.send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
  }

  func call<M: Method>(_ method: M.Type, _ params: M.Params) throws -> M.Result {
    try result(of: method, try send(method, params))
  }

  /// The result of a request that was sent; throws if it was answered with an error.
  func result<M: Method>(of: M.Type, _ id: Int) throws -> M.Result {
    let answer = try answer(to: id)
    if let error = answer["error"] { throw try error.decode(ErrorObject.self).fault }
    return try #require(answer["result"]).decode(M.Result.self)
  }

  /// The error that a request is answered with.
  func fault<M: Method>(_ method: M.Type, _ params: M.Params) throws -> ErrorObject {
    try fault(of: try send(method, params))
  }

  func fault(of id: Int) throws -> ErrorObject {
    let answer = try answer(to: id)
    let text = String(decoding: answer.token.prefix(500), as: UTF8.self)
    return try #require(answer["error"], "no error: \(text)").decode(ErrorObject.self)
  }

  /// An empty thread.
  func thread() throws -> Noun.Thread {
    try call(ThreadCreate.self, .init()).thread
  }

  func messages(of thread: ThreadID, limit: Int = 200) throws -> [Noun.Message] {
    try call(MessageList.self, .init(threadId: thread, limit: PageLimit(limit))).data
  }

  func answer(to id: Int) throws -> Value {
    while true {
      if let answer = answers.removeValue(forKey: id) { return answer }
      _ = try receive()
    }
  }

  /// The next notification of one name, in order of arrival.
  func notification<N: Wire.Notification>(_: N.Type) throws -> N.Params {
    while true {
      if let index = notifications.firstIndex(where: { $0["method"]?.string == N.name }) {
        return try #require(notifications.remove(at: index)["params"]).decode(N.Params.self)
      }
      _ = try receive()
    }
  }

  /// The params of every notification of one name that was received and not read yet.
  func arrived<N: Wire.Notification>(_: N.Type) throws -> [N.Params] {
    try notifications.filter { $0["method"]?.string == N.name }
      .map { try #require($0["params"]).decode(N.Params.self) }
  }

  /// The joined text of deltas of kind text, read until `isEnough` returns true.
  func deltas(until isEnough: (String) -> Bool) throws -> String {
    var text = ""
    while !isEnough(text) { text += try notification(TurnDelta.self).text }
    return text
  }

  /// Receives the next message, checks it and stores it.
  @discardableResult
  func receive(within seconds: Double = Socket.seconds) throws -> Value {
    guard let line = try socket.line(within: seconds) else { throw Closed() }
    return try file(Array(line.utf8))
  }

  /// Checks and stores a message that was read in another way.
  @discardableResult
  func file(_ bytes: [UInt8]) throws -> Value {
    let message = try Document(bytes).root
    if message.kind == .array {
      for entry in message.elements { contract.check(entry, method: nil) }
      return message
    }
    let id = message["id"]?.integer
    contract.check(message, method: id.flatMap { methods.removeValue(forKey: $0) })
    if let method = message["method"]?.string {
      notifications.append(message)
      transcript.append(method)
    } else if let id {
      if answers.updateValue(message, forKey: id) != nil { Issue.record("two answers to \(id)") }
      transcript.append("answer \(id)")
    }
    return message
  }
}
