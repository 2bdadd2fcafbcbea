import Identity
import JSON
import Store
import Synchronization
import Testing
import Wire

@testable import Service

/// A connection to a daemon in the same process: it sends calls, and records answers and
/// notifications.
///
/// It waits for messages, never for time.
final class TestClient: Outlet, Sendable {
  private struct State {
    var messages: [Value] = []
    var waiting: [(isWanted: @Sendable (Value) -> Bool, resume: @Sendable (Value) -> Void)] = []
    var unread = 0
    var room: [(bytes: Int, body: @Sendable () -> Void)] = []
    var lastID = 0
    var calls: [Call] = []
    var isClosed = false
    var isAbandoned = false
    var admitted = Int.max
  }

  private let state = Mutex(State())
  private let connection: Mutex<Connection?>

  init(_ daemon: Daemon) throws {
    connection = Mutex(nil)
    let made = try daemon.connect(try Peer.own(), self).get()
    connection.withLock { $0 = made }
  }

  /// A connection for an owner that no peer of this test could have.
  init(_ daemon: Daemon, for owner: Owner) {
    connection = Mutex(nil)
    let made = Connection(daemon, self, peer: nil, owner: owner)
    connection.withLock { $0 = made }
  }

  func send(_ message: [UInt8]) {
    guard let document = try? Document(message) else {
      Issue.record("not JSON: \(String(decoding: message, as: UTF8.self))")
      return
    }
    let value = document.root
    let ready = state.withLock { state in
      state.messages.append(value)
      let ready = state.waiting.filter { $0.isWanted(value) }
      state.waiting.removeAll { $0.isWanted(value) }
      return ready
    }
    for waiter in ready { waiter.resume(value) }
  }

  var unreadBytes: Int { state.withLock { $0.unread } }

  var isAbandoned: Bool { state.withLock { $0.isAbandoned } }

  func admits(_ bytes: Int) -> Bool { state.withLock { bytes <= $0.admitted } }

  /// From now on nobody reads what is sent, but the connection does not know it yet.
  func abandon() { state.withLock { $0.isAbandoned = true } }

  /// Makes room for answers of this many bytes.
  func admit(_ bytes: Int) { state.withLock { $0.admitted = bytes } }

  func close() {
    state.withLock { $0.isClosed = true }
    disconnect()
  }

  func whenRoom(below bytes: Int, _ body: @escaping @Sendable () -> Void) {
    let hasRoom = state.withLock { state in
      if state.unread >= bytes { state.room.append((bytes, body)) }
      return state.unread < bytes
    }
    if hasRoom { body() }
  }

  func fallBehind(by bytes: Int) {
    let ready = state.withLock { state in
      state.unread = bytes
      defer { state.room.removeAll { bytes < $0.bytes } }
      return state.room.filter { bytes < $0.bytes }
    }
    for waiter in ready { waiter.body() }
  }

  /// Whether the daemon closed the connection.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  func disconnect() {
    connection.withLock { $0 }?.disconnected()
  }

  /// The first message for which `isWanted` is true, among earlier and later ones.
  func message(where isWanted: @escaping @Sendable (Value) -> Bool) async -> Value {
    await withCheckedContinuation { continuation in
      let there = state.withLock { state -> Value? in
        if let there = state.messages.first(where: isWanted) { return there }
        state.waiting.append((isWanted, { continuation.resume(returning: $0) }))
        return nil
      }
      if let there { continuation.resume(returning: there) }
    }
  }

  /// The messages so far, answers and notifications in order of sending.
  var messages: [Value] { state.withLock { $0.messages } }

  /// The names of the notifications so far and `answer ID` for answers, in order.
  var transcript: [String] {
    messages.map { message in
      message["method"]?.string ?? "answer \(message["id"]?.integer ?? -1)"
    }
  }

  /// The params of every notification of one name so far.
  func notifications<N: Notification>(_: N.Type) throws -> [N.Params] {
    try messages.filter { $0["method"]?.string == N.name }
      .map { try #require($0["params"]).decode(N.Params.self) }
  }

  func notification<N: Notification>(_: N.Type) async throws -> N.Params {
    let value = await message { $0["method"]?.string == N.name }
    return try #require(value["params"]).decode(N.Params.self)
  }
}

extension TestClient {
  /// Waits for the end of a turn that this connection watches.
  @discardableResult
  func ended(_ turn: TurnID) async throws -> Noun.Turn {
    let value = await message { value in
      value["method"]?.string == TurnEnded.name
        && value["params"]?["turn"]?["id"]?.string == turn.description
    }
    return try #require(value["params"]).decode(TurnEnded.Params.self).turn
  }

  /// Sends a request; the returned id finds its answer.
  @discardableResult
  func send<M: Method>(_: M.Type, _ params: M.Params) throws -> Int {
    try send(M.name, String(decoding: Output.encode(params, nilMembers: .omitted), as: UTF8.self))
  }

  /// Sends a request as it is on the wire.
  @discardableResult
  func send(_ method: String, _ params: String?) throws -> Int {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    let value = try params.map { try Document(Array($0.utf8)).root }
    let request = Request(id: RequestID(token: Array("\(id)".utf8)), method: method, params: value)
    let call = Call(request) { [weak self] report in
      guard case .ended(let outcome) = report else { return }
      switch outcome {
      case .result(let bytes): self?.send(Outbound.answer(request.id ?? .null, result: bytes))
      case .fault(let fault): self?.send(Outbound.answer(request.id, fault: fault))
      case .dropped: self?.send(Array(#"{"id":\#(id),"dropped":true}"#.utf8))
      }
    }
    state.withLock { $0.calls.append(call) }
    connection.withLock { $0 }?.receive(call)
    return id
  }

  /// Sends `$/cancelRequest` for a request.
  func cancelRequest(_ id: Int) {
    state.withLock { $0.calls[id - 1] }.cancel()
  }

  func answer(to id: Int) async -> Value {
    await message { $0["id"]?.integer == id }
  }

  func call<M: Method>(_ method: M.Type, _ params: M.Params) async throws -> M.Result {
    try await result(of: method, try send(method, params))
  }

  func result<M: Method>(of: M.Type, _ id: Int) async throws -> M.Result {
    let answer = await answer(to: id)
    if let error = answer["error"] { throw try error.decode(ErrorObject.self).fault }
    return try #require(answer["result"]).decode(M.Result.self)
  }

  /// The fault that a request was answered with.
  func fault(_ id: Int) async throws -> Fault {
    try #require(await answer(to: id)["error"]).decode(ErrorObject.self).fault
  }

  /// What a turn is refused with; nil when it is not.
  func refusal(of request: TurnRequest) async -> Fault? {
    do {
      _ = try await call(TurnRun.self, request)
      return nil
    } catch {
      return error as? Fault
    }
  }

  /// Expects that requests are not executed, because nobody reads their answers.
  func drops(_ ids: [Int]) async throws {
    for id in ids {
      let answer = await answer(to: id)
      #expect(answer["dropped"]?.bool == true, "request \(id)")
    }
  }

  /// The fault that answers a request as it is on the wire.
  func fault(_ method: String, _ params: String?) async throws -> Fault {
    let answer = await answer(to: try send(method, params))
    return try #require(answer["error"], "\(method) answered a result").decode(ErrorObject.self)
      .fault
  }
}

extension Peer {
  /// This process, as the kernel reports it at the other end of a socket pair.
  static func own() throws -> PeerCredentials {
    let pair = try SocketPair()
    return try PeerCredentials(descriptor: pair.one)
  }
}
