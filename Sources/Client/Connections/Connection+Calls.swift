package import JSON
package import Wire

extension Connection {
  /// An answer as it came.
  package enum Answer {
    case result(Value)
    case fault(ReceivedFault)
  }

  /// Calls a method and waits for its answer. Notifications that come meanwhile go to `listen`.
  package func call<M: Method>(
    _: M.Type, _ params: M.Params, until deadline: Deadline? = nil,
    listen: (Incoming) throws -> Void = { _ in }
  ) throws -> M.Result {
    try decode(
      M.self, call(M.name, params: try encode(params), until: deadline, listen: listen))
  }

  /// The same for any method, with encoded params.
  package func call(
    _ method: String, params: [UInt8]?, until deadline: Deadline? = nil,
    listen: (Incoming) throws -> Void = { _ in }
  ) throws -> Answer {
    let id = try start(method, params: params)
    while true {
      let message = try receive(until: deadline, asks: true)
      switch message.kind {
      case .notification:
        // However many of them come, they are no answer.
        if let deadline, deadline.hasPassed { throw ClientError.timedOut }
        _ = try nextPing()
        try listen(message)
      case .result(id, let value): return .result(value)
      case .error(let found, let error) where found == id || found == nil:
        return .fault(ReceivedFault(error))
      case .result, .error: break
      }
    }
  }

  /// Sends a request and leaves its answer to whoever receives.
  func start(_ method: String, params: [UInt8]?) throws(ClientError) -> Int {
    let id = makeID()
    try send(Outbound.request(id: id, method: method, params: params))
    return id
  }

  func start<M: Method>(_: M.Type, _ params: M.Params) throws -> Int {
    try start(M.name, params: encode(params))
  }

  private func encode(_ params: some Payload) throws -> [UInt8] {
    try Output.encode(params, nilMembers: .omitted)
  }

  private func decode<M: Method>(_: M.Type, _ answer: Answer) throws -> M.Result {
    switch answer {
    case .fault(let fault): throw fault.asError
    case .result(let value): return try read(value, M.Result.self, of: M.name)
    }
  }

  /// Reads what came as an answer.
  func read<T: Decodable>(_ value: Value, _ type: T.Type, of what: String) throws -> T {
    do {
      return try value.read(type, of: what)
    } catch ClientError.malformed(let why) {
      throw foreign(or: .malformed(why))
    }
  }
}

extension Value {
  /// Reads what the daemon says: members that it has learnt since are passed over.
  package func read<T: Decodable>(_ type: T.Type, of what: String) throws -> T {
    do {
      return try decode(type, unknownMembers: .ignore)
    } catch let mismatch as Mismatch {
      throw ClientError.malformed("The daemon's \(what) is not understood (\(mismatch)).")
    }
  }
}
