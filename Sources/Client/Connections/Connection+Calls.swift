package import JSON
package import Wire

extension Connection {
  /// An answer as it was received.
  package enum Answer {
    case result(Value)
    case fault(ReceivedFault)
  }

  /// Calls a method and waits for its answer. Notifications that arrive meanwhile go to `listen`.
  package func call<M: Method>(
    _: M.Type, _ params: M.Params, until deadline: Deadline? = nil,
    listen: (Incoming) throws -> Void = { _ in }
  ) throws -> M.Result {
    try decode(
      M.self, call(M.name, params: try encode(params), until: deadline, listen: listen))
  }

  /// The same for any method, with params that are encoded already.
  package func call(
    _ method: String, params: [UInt8]?, until deadline: Deadline? = nil,
    listen: (Incoming) throws -> Void = { _ in }
  ) throws -> Answer {
    let id = try start(method, params: params)
    while true {
      let message = try receive(until: deadline, asks: true)
      switch message.kind {
      case .notification:
        // Notifications are no answer, however many of them arrive.
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

  /// Sends a request; the caller of `receive` gets its answer.
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

  /// Decodes a value that was received as an answer.
  func read<T: Decodable>(_ value: Value, _ type: T.Type, of what: String) throws -> T {
    do {
      return try value.read(type, of: what)
    } catch ClientError.malformed(let why) {
      throw foreign(or: .malformed(why))
    }
  }
}

extension Value {
  /// Decodes an answer of the daemon; members that a newer daemon has added are ignored.
  package func read<T: Decodable>(_ type: T.Type, of what: String) throws -> T {
    do {
      return try decode(type, unknownMembers: .ignore)
    } catch let mismatch as Mismatch {
      throw ClientError.malformed("skein cannot read the daemon's \(what) (\(mismatch)).")
    }
  }
}
