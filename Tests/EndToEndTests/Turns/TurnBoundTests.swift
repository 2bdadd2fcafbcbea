import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// A turn can be ended at any moment, ends by itself, and takes nobody's place for ever.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct TurnBoundTests {
  /// What a turn is at when somebody ends it.
  enum State: String, CaseIterable, CustomTestStringConvertible {
    case findingModel = "its model is looked for"
    case findingKey = "a command looks for the key"
    case unanswered = "no byte has come"
    case silent = "the head has come"
    case dripping = "comments drip"
    case halting = "comments drip after a word"
    case betweenTries = "it waits for the next try"

    var testDescription: String { rawValue }

    func setup() throws -> Setup {
      let upstream = try Upstream { [self] connection, request in
        switch self {
        case .findingModel, .findingKey, .unanswered: connection.waitForClose()
        case .silent:
          try connection.send(HTTP.streamHead)
          connection.waitForClose()
        case .dripping: try drip(connection, after: "")
        case .halting: try drip(connection, after: HTTP.said("Well"))
        case .betweenTries:
          try connection.send(
            HTTP.error("503 Later", headers: "Retry-After: 50\r\n", message: "Later"))
        }
      }
      return Setup(
        upstream: upstream, namesModel: self != .findingModel,
        provider: self == .findingKey ? [#"keyCommand: touch "$HOME/asked"; sleep 60"#] : [])
    }

    /// Returns when a turn that was asked for is at it.
    func isReached(_ daemon: LiveDaemon, _ client: WireClient) throws -> Bool {
      switch self {
      case .findingKey: return eventually { daemon.home.exists(daemon.home.path + "/asked") }
      case .betweenTries: _ = try client.notification(TurnRetrying.self)
      case .halting: _ = try client.notification(TurnDelta.self)
      case .findingModel, .unanswered, .silent, .dripping: break
      }
      return eventually { daemon.setup.upstream?.requests.isEmpty == false }
    }
  }

  private static func drip(_ connection: Connection, after words: String) throws {
    try connection.send(HTTP.streamHead + words)
    try connection.drip("8\r\n: ping\n\n\r\n", everyMilliseconds: 100)
  }

  @Test(arguments: State.allCases)
  func `turn/cancel ends it within a second, wherever it is`(state: State) throws {
    let daemon = try LiveDaemon(state.setup())
    let client = try daemon.connect()
    let id = TurnID(high: 7, low: 7)
    let run = try client.send(TurnRun.self, .asking("Well?", id: id, stream: true))
    try #require(try state.isReached(daemon, client))
    let other = try daemon.connect()
    var turns: [Noun.Turn] = []
    let took = try ContinuousClock().measure {
      turns.append(try other.call(TurnCancel.self, .init(turnId: id)).turn)
      turns.append(try client.result(of: TurnRun.self, run).turn)
    }
    #expect(took < .seconds(1))
    #expect(turns.map(\.status) == [.cancelled, .cancelled])
    #expect(try other.call(TurnList.self, .init(status: .running)).data.isEmpty)
  }

  @Test(arguments: State.allCases)
  func `a cancelled request and a deleted thread end it as soon`(state: State) throws {
    let daemon = try LiveDaemon(state.setup())
    let client = try daemon.connect()
    let thread = try client.thread().id
    let run = try client.send(TurnRun.self, .asking("Well?", on: thread, stream: true))
    try #require(try state.isReached(daemon, client))
    var code: Int?
    var took = try ContinuousClock().measure {
      try client.notify("$/cancelRequest", #"{"id":\#(run)}"#)
      code = try client.fault(of: run).code
    }
    #expect(took < .seconds(1))
    #expect(code == -32800)
    let next = try client.send(TurnRun.self, .asking("And now?", on: thread))
    var turn: Noun.Turn?
    took = try ContinuousClock().measure {
      _ = try client.call(ThreadDelete.self, .init(threadId: thread))
      turn = try client.result(of: TurnRun.self, next).turn
    }
    #expect(took < .seconds(1))
    #expect(turn?.status == .cancelled)
  }

  @Test(arguments: [State.dripping, .halting])
  func `a provider that drips ends by the time without a word`(state: State) throws {
    var setup = try state.setup()
    setup.provider = ["wordTimeoutSeconds: 1", "maxAttempts: 1"]
    let client = try LiveDaemon(setup).connect()
    let fault = try client.fault(TurnRun.self, .asking("Well?"))
    #expect(fault.code == -32005 && fault.data.class == .timeout)
    #expect(fault.message.contains("wordTimeoutSeconds"))
    let turn = try client.call(TurnGet.self, .init(turnId: try #require(fault.data.turnId))).turn
    #expect(turn.output == (state == .halting ? "Well" : nil))
  }

  @Test func `an only model with an endless name is refused, and asked for once a turn`() throws {
    let upstream = try Upstream { connection, _ in
      let id = String(repeating: "m", count: 250)
      try connection.send(
        HTTP.whole(
          "200 OK", headers: "Content-Type: application/json\r\n",
          body: #"{"data":[{"id":"\#(id)"}]}"#))
    }
    let client = try LiveDaemon(Setup(upstream: upstream, namesModel: false)).connect()
    let runs = try (0..<16).map { _ in try client.send(TurnRun.self, .asking("Hi")) }
    for run in runs {
      let fault = try client.fault(of: run)
      #expect(fault.code == -32602 && fault.data.path == "model")
      #expect(fault.message.contains("at most 200 characters"))
    }
    #expect(upstream.requests.count <= runs.count)
    #expect(try client.call(TurnList.self, .init()).data.isEmpty)
    let long = ModelName(trusted: String(repeating: "m", count: 198))
    #expect(try client.fault(TurnRun.self, .asking("Hi", of: long)).code == -32602)
  }

  /// Another user of the daemon, on a connection of their own.
  private func neighbour(_ daemon: LiveDaemon) throws -> WireClient {
    let operating = try daemon.connect()
    let user = try operating.call(
      UserCreate.self, .init(email: Email(trusted: "neighbour@localhost"))
    ).user
    let token = try operating.call(SessionCreate.self, .init(userId: user.id)).token
    let client = try daemon.connect()
    _ = try client.call(AuthLogin.self, .init(token: token))
    return client
  }

  @Test func `turns whose model nobody finds take no slot from anybody`() throws {
    let upstream = try Upstream { connection, request in
      if request.isListing { connection.waitForClose() }
      try connection.send(HTTP.stream("Yours"))
    }
    let daemon = try LiveDaemon(Setup(upstream: upstream, namesModel: false))
    let client = try daemon.connect()
    let runs = try (0..<20).map { _ in try client.send(TurnRun.self, .asking("Hi")) }
    try #require(eventually { !upstream.requests.isEmpty })
    let turn = try neighbour(daemon).call(
      TurnRun.self, .asking("Mine", of: ModelName("scripted/m"))
    ).turn
    #expect(turn.output == "Yours")
    for run in runs {
      try client.notify("$/cancelRequest", #"{"id":\#(run)}"#)
      #expect(try client.fault(of: run).code == -32800)
    }
    #expect(upstream.requests.count == 2)
  }

  @Test func `the next slot that is free is another user's, however many turns one has waiting`()
    throws
  {
    let upstream = try Upstream { connection, request in
      if try request.input == "Mine" { return try connection.send(HTTP.stream("Yours")) }
      try Self.drip(connection, after: HTTP.said("On and on"))
    }
    let daemon = try LiveDaemon(Setup(upstream: upstream))
    let client = try daemon.connect()
    let turns = try (0..<20).map { _ in
      try client.call(TurnStart.self, .asking("For ever")).turn
    }
    #expect(turns.map(\.status).filter { $0 == .running }.count == 16)
    let other = try neighbour(daemon)
    let mine = try other.call(TurnStart.self, .asking("Mine")).turn
    #expect(mine.status == .queued)
    _ = try client.call(TurnCancel.self, .init(turnId: turns[3].id))
    #expect(try other.notification(TurnEnded.self).turn.output == "Yours")
    // Then the next of those who have waited.
    #expect(eventually { upstream.requests.count == 18 })
  }

  @Test func `a dead proxy is named with the variable it comes from, without its password`() throws
  {
    var setup = Setup(
      settings: ["model: far/m"], variables: ["https_proxy": "http://wool:s3cret@127.0.0.1:9"],
      peer: (name: "far", baseURL: "https://skein-test.invalid/v1"))
    setup.peerSettings = ["maxAttempts: 1"]
    let daemon = try LiveDaemon(setup)
    let fault = try daemon.connect().fault(TurnRun.self, .asking("Hi"))
    #expect(fault.data.class == .network && fault.data.retryable == true)
    #expect(fault.message.contains("the proxy 127.0.0.1:9 for https://skein-test.invalid"))
    #expect(fault.message.contains("the variable https_proxy"))
    #expect(!fault.message.contains("s3cret") && !daemon.log.contains("s3cret"))
  }
}
