import JSON
package import Wire

extension Connection {
  /// Calls any method with JSON as it was typed, and returns its result as it was received.
  package func callRaw(
    _ method: String, params: [UInt8]?, listen: (Incoming) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    switch try call(method, params: params, listen: listen) {
    case .fault(let fault): throw fault
    case .result(let value): return value.token
    }
  }

  /// The same for a method of the protocol's own types.
  package func callRaw<M: Method>(_: M.Type, _ params: M.Params) throws -> [UInt8] {
    try callRaw(M.name, params: try Output.encode(params, nilMembers: .omitted))
  }

  /// `server/info`, with the path of this connection where the daemon does not send one: it sends
  /// it to operators alone, but programs that look for the daemon read it here.
  package func rawServerInfo() throws -> [UInt8] {
    let (info, json) = try callBoth(ServerInfo.self, NoParams())
    return info.socketPath == nil ? try Output.encode(info.listening(at: path)) : json
  }

  /// The result twice: decoded, and as it was received.
  package func callBoth<M: Method>(
    _: M.Type, _ params: M.Params, listen: (Incoming) throws -> Void = { _ in }
  ) throws -> (result: M.Result, json: [UInt8]) {
    let params = try Output.encode(params, nilMembers: .omitted)
    switch try call(M.name, params: params, listen: listen) {
    case .fault(let fault): throw fault
    case .result(let value): return (try read(value, M.Result.self, of: M.name), value.token)
    }
  }
}

/// JSON as a person typed it, or as the daemon wrote it.
package enum TypedJSON {
  /// A member's value as it is written in an object; `nil` when the object has no such member.
  package static func member(_ name: String, of json: [UInt8]) throws -> [UInt8]? {
    try Document(json).root[name]?.token
  }

  /// How many entries an object's member has; 0 when the member is not an array.
  package static func count(_ name: String, of json: [UInt8]) -> Int {
    do {
      return try Document(json).root[name].map { Array($0.elements).count } ?? 0
    } catch {
      return 0
    }
  }

  /// Decodes a method's result that was received as text.
  package static func read<T: Decodable>(
    _ json: [UInt8], _ type: T.Type, of method: String
  ) throws -> T {
    try Document(json).root.read(type, of: method)
  }

  /// The same JSON on one line: line ends can occur only between tokens.
  package static func line(_ text: [UInt8]) throws(ClientError) -> [UInt8] {
    do {
      _ = try Document(text)
    } catch {
      throw .usage("This is not JSON: expected \(error.expected) at byte \(error.offset).")
    }
    return text.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? 0x20 : $0 }
  }
}

/// Methods after whose answer the connection receives notifications of a turn.
package enum FollowedCall {
  /// The turn that `method` has left running, by its result; `nil` when no notification follows.
  package static func turn(of method: String, result: [UInt8]) throws -> TurnID? {
    guard [TurnStart.name, TurnRetry.name, TurnWatch.name].contains(method) else { return nil }
    guard let turn = try Document(result).root["turn"], let id = turn["id"]?.string else {
      return nil
    }
    // A watch sends turn/ended for a turn that has ended, too.
    let status = turn["status"]?.string.flatMap(TurnStatus.init)
    return method != TurnWatch.name && status?.hasEnded == true ? nil : TurnID(id)
  }

  /// Whether a turn is left to look at when the daemon ends during this method.
  package static func isOfTurn(_ method: String) -> Bool {
    [TurnRun.name, TurnStart.name, TurnRetry.name, TurnWatch.name].contains(method)
  }

  /// The turn that the params of such a method name.
  package static func turn(askedBy method: String, params: [UInt8]?) throws -> TurnID? {
    guard isOfTurn(method), let params else { return nil }
    let member = method == TurnWatch.name ? "turnId" : "id"
    return try Document(params).root[member]?.string.flatMap { TurnID($0) }
  }

  /// The turn that a notification reports as started.
  package static func turn(begunBy message: Incoming) -> TurnID? {
    guard case .notification(TurnStarted.name, let params) = message.kind else { return nil }
    return params?["turn"]?["id"]?.string.flatMap { TurnID($0) }
  }

  /// Whether `message` is the last one about `turn`.
  package static func ends(_ turn: TurnID, _ message: Incoming) -> Bool {
    guard case .notification(TurnEnded.name, let params) = message.kind else { return false }
    return params?["turn"]?["id"]?.string.flatMap { TurnID($0) } == turn
  }
}

extension TypedJSON {
  /// The JSON that the daemon would have written.
  package static func encoded(_ value: some Encodable) throws -> [UInt8] {
    try Output.encode(value)
  }

  /// The JSON that a client sends as params: a member that is not given is left out.
  package static func params(_ params: some Encodable) throws -> [UInt8] {
    try Output.encode(params, nilMembers: .omitted)
  }

  /// A note for people, as JSON, for programs that expect JSON on standard error.
  package static func note(_ text: String) -> [UInt8] {
    var json = Array(#"{"message":"#.utf8)
    Output.quote(text, into: &json)
    return json + [UInt8(ascii: "}")]
  }
}
