import JSON
import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// `user/delete`, seen from connections.
@Suite struct UserErasureTests {
  let home: TemporaryDaemon
  let mine: TestClient

  init() throws {
    home = try TemporaryDaemon()
    mine = try home.connect()
  }

  private func email() async throws -> Email {
    Email(trusted: try await mine.call(UserGet.self, NoParams()).user.email)
  }

  @Test func `it cancels turns, closes the other connections and answers with what was there`()
    async throws
  {
    let other = try home.connect()
    let turn = try other.send(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    await home.models.exchange(1).say(.text("Half"))
    let before = try await mine.call(UserGet.self, NoParams()).user
    let erased = try await mine.call(UserDelete.self, .init(confirm: email()))
    #expect(erased.erased)
    #expect(erased.counts.threads == 1 && erased.counts.turns == 1)
    // What had been said was kept as a pair, and went with everything else.
    #expect(erased.counts.messages == 2)
    #expect(try await other.result(of: TurnRun.self, turn).turn.status == .cancelled)
    #expect(other.isClosed)
    #expect(!mine.isClosed)
    let after = try await mine.call(UserGet.self, NoParams()).user
    #expect(after.id != before.id && after.email == before.email)
    #expect(try await mine.call(ThreadList.self, .init()).data.isEmpty)
    _ = try await mine.call(ThreadCreate.self, .init())
  }

  @Test func `what the connection sends after it belongs to who is there afterwards`()
    async throws
  {
    let before = try await mine.call(UserGet.self, NoParams()).user
    let email = try await email()
    let erasing = try mine.send(UserDelete.self, .init(confirm: email))
    let asked = try mine.send(UserGet.self, NoParams())
    let made = try mine.send(ThreadCreate.self, .init())
    #expect(try await mine.result(of: UserDelete.self, erasing).counts.threads == 0)
    #expect(try await mine.result(of: UserGet.self, asked).user.id != before.id)
    let thread = try await mine.result(of: ThreadCreate.self, made).thread
    #expect(try await mine.call(ThreadList.self, .init()).data.map(\.id) == [thread.id])
  }

  @Test func `whatever another connection asks of a user who goes is answered as declared`()
    async throws
  {
    let methods = try MethodShape.all
    let other = try home.connect()
    let email = try await email()
    let erasing = try mine.send(UserDelete.self, .init(confirm: email))
    // Behind the deletion, which is not written yet; then when it is.
    var asked = try methods.map { method in
      let params = String(decoding: method.example.token, as: UTF8.self)
      return (method, try other.send(method.name, params))
    }
    #expect(try await mine.result(of: UserDelete.self, erasing).erased)
    asked += try methods.map { method in
      let params = String(decoding: method.example.token, as: UTF8.self)
      return (method, try other.send(method.name, params))
    }
    for (method, id) in asked {
      let answer = await other.answer(to: id)
      guard let error = answer["error"] else { continue }
      let fault = try error.decode(ErrorObject.self).fault
      #expect(
        method.faults.contains(fault.kind), "\(method.name): \(fault.kind): \(fault.message)")
    }
  }

  @Test func `who speaks for a user that is gone is told so, whatever is written`() async throws {
    let other = try home.connect()
    _ = try await mine.call(UserDelete.self, .init(confirm: email()))
    for (method, params) in [
      ("session/create", "{}"), ("thread/create", "{}"), ("task/create", #"{"title":"Wind it"}"#),
      ("context/create", "{}"), ("turn/run", #"{"input":"Hi"}"#),
      ("account/link", #"{"providerId":"test","accountId":"default","secret":"sk-own"}"#),
      ("user/get", "{}"), ("user/update", #"{"name":"Ada"}"#), ("event/list", "{}"),
      ("event/subscribe", "{}"), ("task/list", #"{"limit":1}"#), ("auth/whoami", "{}"),
    ] {
      let answer = await other.answer(to: try other.send(method, params))
      guard let error = answer["error"] else {
        #expect(method == "task/list", "\(method) answered a result")
        continue
      }
      #expect(try error.decode(ErrorObject.self).fault.kind == .unauthenticated, "\(method)")
    }
  }

  @Test func `the wrong address cancels and erases nothing`() async throws {
    let started = try await mine.call(TurnStart.self, TurnRequest(input: Content(trusted: "Hi")))
    _ = await home.models.exchange(1)
    let fault = try await mine.fault("user/delete", #"{"confirm":"x@y"}"#)
    #expect(fault.kind == .invalidParams && fault.data.path == "confirm")
    let turn = try await mine.call(TurnGet.self, .init(turnId: started.turn.id)).turn
    #expect(turn.status == .running)
    #expect(try await mine.call(Whoami.self, NoParams()).user.email == email().text)
  }

  @Test func `a token's user is gone with its tokens, and its connection speaks for nobody`()
    async throws
  {
    let grace = try await mine.call(
      UserCreate.self, .init(email: Email(trusted: "grace@x"))
    ).user
    let session = try await mine.call(SessionCreate.self, .init(userId: grace.id))
    let client = try home.connect()
    _ = try await client.call(AuthLogin.self, .init(token: session.token))
    let erased = try await client.call(
      UserDelete.self, .init(confirm: Email(trusted: "grace@x")))
    #expect(erased.erased && erased.counts.sessions == 1)
    #expect(try await client.fault("user/get", nil).kind == .unauthenticated)
    let again = try await client.fault("auth/login", #"{"token":"\#(session.token)"}"#)
    #expect(again.kind == .unauthenticated)
    #expect(try await mine.call(UserList.self, .init()).data.count == 1)
  }

  @Test func `a user's own key is used for their turns and model list, and nobody else's`()
    async throws
  {
    let linked = try await mine.call(
      AccountLink.self,
      .init(
        providerId: Label(trusted: "test"), accountId: Label(trusted: "default"),
        secret: AccountSecret(trusted: "sk-own")))
    #expect(linked.account.hasSecret)
    try mine.send(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    #expect(await home.models.exchange(1).provider.key == .value(Secret("sk-own")))
    let stranger = try home.connectStranger()
    try stranger.send(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    #expect(await home.models.exchange(2).provider.key == .none)
    _ = try await mine.call(ModelList.self, NoParams())
    #expect(home.models.asked.map(\.key) == [.value(Secret("sk-own"))])
    _ = try await mine.call(AccountUnlink.self, .init(accountId: linked.account.id))
    try mine.send(TurnRun.self, TurnRequest(input: Content(trusted: "Hi")))
    #expect(await home.models.exchange(3).provider.key == .none)
  }

  @Test func `a turn repeated by its id on a deleted thread is in the wrong state, not unknown`()
    async throws
  {
    let id: TurnID = IDSource().next()
    let thread = try await mine.call(ThreadCreate.self, .init()).thread
    let request = TurnRequest(threadId: thread.id, id: id, input: Content(trusted: "Hi"))
    let run = try mine.send(TurnRun.self, request)
    await home.models.exchange(1).answer("Hello")
    _ = try await mine.result(of: TurnRun.self, run)
    _ = try await mine.call(ThreadDelete.self, .init(threadId: thread.id))
    for (turn, kind) in [(id, Fault.Kind.invalidState), (IDSource().next(), .notFound)] {
      let repeated = try mine.send(
        TurnRun.self,
        TurnRequest(threadId: thread.id, id: turn, input: Content(trusted: "Hi")))
      let answer = await mine.answer(to: repeated)
      #expect(try #require(answer["error"]).decode(ErrorObject.self).fault.kind == kind)
    }
  }
}
