import JSON
import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// For whom a connection speaks, and how that changes.
@Suite struct LoginTests {
  let home: TemporaryDaemon
  let mine: TestClient

  init() throws {
    home = try TemporaryDaemon()
    mine = try home.connect()
  }

  /// A connection, and a token, of another user.
  private func grace() async throws -> (user: Noun.User, session: SessionCreate.Result) {
    let user = try await mine.call(
      UserCreate.self, .init(email: Email(trusted: "grace@x"))
    ).user
    return (user, try await mine.call(SessionCreate.self, .init(userId: user.id)))
  }

  @Test func `a token makes the requests after it its user's, and no operator's`() async throws {
    let (user, session) = try await grace()
    let client = try home.connect()
    #expect(try await client.call(AuthLogin.self, .init(token: session.token)).user == user)
    let known = try await client.call(Whoami.self, NoParams())
    #expect(known.user == user && known.via == .token && !known.operator)
    #expect(try await client.fault("user/list", nil).kind == .forbidden)
    #expect(try await client.fault("server/shutdown", nil).kind == .forbidden)
    _ = try await client.call(ThreadCreate.self, .init(title: Title("Grace's")))
    #expect(try await mine.call(ThreadList.self, .init()).data.isEmpty)
    // Its own user's token makes nobody an operator either.
    let own = try await mine.call(SessionCreate.self, .init())
    _ = try await client.call(AuthLogin.self, .init(token: own.token))
    #expect(try await client.call(Whoami.self, NoParams()).operator == false)
  }

  @Test func `a bad token changes nothing`() async throws {
    let (_, session) = try await grace()
    let client = try home.connect()
    _ = try await client.call(EventSubscribe.self, .init())
    let fault = try await client.fault("auth/login", #"{"token":"\#(session.token)x"}"#)
    #expect(fault.kind == .unauthenticated)
    #expect(try await client.call(Whoami.self, NoParams()).operator)
    #expect(home.daemon.events.count == 1)
  }

  @Test func `what the connection followed ends with a login, and turns go on`() async throws {
    let (_, session) = try await grace()
    let client = try home.connect()
    _ = try await client.call(EventSubscribe.self, .init())
    let run = try client.send(
      TurnRun.self, TurnRequest(input: Content(trusted: "Hi"), stream: true, onDisconnect: .cancel))
    let exchange = await home.models.exchange(1)
    exchange.say(.text("One"))
    _ = try await client.notification(TurnDelta.self)
    _ = try await client.call(AuthLogin.self, .init(token: session.token))
    let heard = client.transcript.filter { !$0.hasPrefix("answer") }
    exchange.answer(" two")
    // The answer is still owed.
    let ended = try await client.result(of: TurnRun.self, run)
    #expect(ended.turn.output == "One two")
    _ = try await mine.call(ThreadCreate.self, .init())
    _ = try await client.call(Ping.self, NoParams())
    #expect(client.transcript.filter { !$0.hasPrefix("answer") } == heard)
    #expect(home.daemon.events.count == 0)
  }

  @Test func `a turn that is cancelled when its starter leaves is so after a login too`()
    async throws
  {
    let (_, session) = try await grace()
    let client = try home.connect()
    let started = try await client.call(
      TurnStart.self, TurnRequest(input: Content(trusted: "Hi"), onDisconnect: .cancel))
    _ = await home.models.exchange(1)
    _ = try await client.call(AuthLogin.self, .init(token: session.token))
    let cancelled = try mine.send(TurnWatch.self, .init(turnId: started.turn.id))
    _ = try await mine.result(of: TurnWatch.self, cancelled)
    client.disconnect()
    #expect(try await mine.notification(TurnEnded.self).turn.status == .cancelled)
  }

  @Test func `a revoked token ends what its connection follows, and the next request is refused`()
    async throws
  {
    let own = try await mine.call(SessionCreate.self, .init())
    let client = try home.connect()
    _ = try await client.call(AuthLogin.self, .init(token: own.token))
    _ = try await client.call(EventSubscribe.self, .init())
    #expect(home.daemon.events.count == 1)
    _ = try await mine.call(SessionRevoke.self, .init(sessionId: own.session.id))
    #expect(home.daemon.events.count == 0)
    let before = client.messages.count
    for method in ["auth/whoami", "thread/create", "model/list", "no/such"] {
      #expect(try await client.fault(method, nil).kind == .unauthenticated, "\(method)")
    }
    #expect(client.messages.count == before + 4)
    // What anybody may call still answers, and a new token makes it right.
    _ = try await client.call(Ping.self, NoParams())
    let next = try await mine.call(SessionCreate.self, .init())
    _ = try await client.call(AuthLogin.self, .init(token: next.token))
    _ = try await client.call(UserGet.self, NoParams())
  }

  @Test func `a revoked token hears nothing more of its turn, and is not answered with it`()
    async throws
  {
    let own = try await mine.call(SessionCreate.self, .init())
    let client = try home.connect()
    _ = try await client.call(AuthLogin.self, .init(token: own.token))
    let run = try client.send(
      TurnRun.self, TurnRequest(input: Content(trusted: "Hi"), stream: true))
    let exchange = await home.models.exchange(1)
    exchange.say(.text("One"))
    let heard = try await client.notification(TurnDelta.self)
    _ = try await mine.call(SessionRevoke.self, .init(sessionId: own.session.id))
    exchange.answer(" two")
    let answer = await client.answer(to: run)
    #expect(try #require(answer["error"]).decode(ErrorObject.self).fault.kind == .unauthenticated)
    #expect(try client.notifications(TurnDelta.self).map(\.seq) == [heard.seq])
    #expect(try client.notifications(TurnEnded.self).isEmpty)
    // The turn itself went on: it is its user's.
    let turn = try await mine.call(TurnGet.self, .init(turnId: heard.turnId)).turn
    #expect(turn.status == .completed && turn.output == "One two")
  }

  @Test func `a connection that revokes its own token is refused from the next request on`()
    async throws
  {
    let own = try await mine.call(SessionCreate.self, .init())
    let client = try home.connect()
    _ = try await client.call(AuthLogin.self, .init(token: own.token))
    let revoked = try client.send(SessionRevoke.self, .init(sessionId: own.session.id))
    let written = try client.send(ThreadCreate.self, .init())
    let read = try client.send(ThreadList.self, .init())
    _ = try await client.result(of: SessionRevoke.self, revoked)
    for id in [written, read] {
      let answer = await client.answer(to: id)
      #expect(try #require(answer["error"]).decode(ErrorObject.self).fault.kind == .unauthenticated)
    }
  }

  @Test func `turns of a user are one queue, however its connections came`() async throws {
    let own = try await mine.call(SessionCreate.self, .init())
    let client = try home.connect()
    _ = try await client.call(AuthLogin.self, .init(token: own.token))
    let started = try await mine.call(TurnStart.self, TurnRequest(input: Content(trusted: "Hi")))
    _ = await home.models.exchange(1)
    let thread = try #require(started.thread).id
    let busy = try client.send(
      TurnRun.self,
      TurnRequest(threadId: thread, input: Content(trusted: "Me too"), ifBusy: .reject))
    let answer = await client.answer(to: busy)
    #expect(try #require(answer["error"]).decode(ErrorObject.self).fault.kind == .busy)
    let cancelled = try await client.call(TurnCancel.self, .init(turnId: started.turn.id))
    #expect(cancelled.turn.status == .cancelled)
  }

  @Test func `an unknown uid is refused, may log in, or gets a user, as the setting says`()
    async throws
  {
    for others in SettingsDocument.Others.allCases {
      let home = try TemporaryDaemon(change: { $0.others = others })
      let mine = try home.connect()
      let session = try await mine.call(SessionCreate.self, .init())
      try home.forgetOwnUid()
      guard others != .refuse else {
        #expect(throws: PeerRefusal.noUser) { try home.daemon.connect(.own(), mine).get() }
        continue
      }
      let client = try home.connect()
      _ = try await client.call(Ping.self, NoParams())
      _ = try await client.call(ServerInfo.self, NoParams())
      _ = try await client.call(Discover.self, NoParams())
      if others == .provision {
        let user = try await client.call(UserGet.self, NoParams()).user
        #expect(user.email.hasPrefix("uid"))
        #expect(try await home.connect().call(UserGet.self, NoParams()).user == user)
      } else {
        for method in try MethodShape.all {
          guard !["ping", "server/info", "rpc.discover", "auth/login"].contains(method.name) else {
            continue
          }
          let params = String(decoding: method.example.token, as: UTF8.self)
          let fault = try await client.fault(method.name, params)
          #expect(fault.kind == .unauthenticated, "\(method.name)")
        }
        #expect(try await client.fault("auth/login", #"{"token":"x"}"#).kind == .unauthenticated)
        _ = try await client.call(AuthLogin.self, .init(token: session.token))
        _ = try await client.call(UserGet.self, NoParams())
      }
    }
  }
}
