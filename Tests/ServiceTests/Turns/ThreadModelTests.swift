import JSON
import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// The model of a thread: what is looked for before it is kept, and what waits for that.
@Suite(.timeLimit(.minutes(1)))
struct ThreadModelTests {
  private let id = ThreadID(high: 0x0199_a3f0_0000_7000, low: 0x8000_0000_0000_0001)

  /// Two providers with a list each; `limit` is how long a write waits for them.
  private func home(limit: Duration = .seconds(60)) throws -> TemporaryDaemon {
    let home = try TemporaryDaemon(modelSearchLimit: limit) {
      $0.modelProviders.append(Provider(name: "other", baseURL: "http://127.0.0.1:2/v1"))
    }
    home.models.offer(["one"], at: "test")
    home.models.offer(["loom-1"], at: "other")
    return home
  }

  private func isAnswered(_ request: Int, to client: TestClient) -> Bool {
    client.messages.contains { $0["id"]?.integer == request }
  }

  @Test func `a thread keeps no model that there is not`() async throws {
    let home = try home()
    let client = try home.connect()
    for (method, params) in [
      ("thread/create", #"{"model":"nope"}"#), ("thread/create", #"{"model":"other/nope"}"#),
    ] {
      #expect(try await client.fault(method, params).data.path == "model")
    }
    let thread = try await client.call(
      ThreadCreate.self, .init(model: ModelName("loom-1"))
    ).thread
    let fault = try await client.fault(
      "thread/update", #"{"threadId":"\#(thread.id)","title":"T","model":"nope"}"#)
    #expect(fault.data.path == "model")
    let after = try await client.call(ThreadGet.self, .init(threadId: thread.id)).thread
    #expect(after == thread)
    #expect(try await client.call(ThreadList.self, .init()).data == [thread])
  }

  @Test func `what is sent behind a name that is looked for comes after it, and others go on`()
    async throws
  {
    let home = try home()
    home.models.mute("other")
    let (client, other) = (try home.connect(), try home.connect())
    let create = try client.send("thread/create", #"{"id":"\#(id)","model":"loom-1"}"#)
    await home.models.whenAsked(2)
    let behind = [
      try client.send("thread/update", #"{"threadId":"\#(id)","title":"Wool"}"#),
      try client.send("thread/get", #"{"threadId":"\#(id)"}"#),
      try client.send("task/create", #"{"title":"Wind"}"#),
      try client.send("turn/run", #"{"threadId":"\#(id)","input":"Hi","model":"test/one"}"#),
      try client.send("task/list", nil),
    ]
    // What has no part in the order, and whoever else there is.
    _ = try await client.call(Ping.self, NoParams())
    _ = try await client.call(ServerHealth.self, NoParams())
    _ = try await other.call(ThreadCreate.self, .init(title: Title(trusted: "Yarn")))
    #expect(try await other.call(ThreadList.self, .init()).data.count == 1)
    #expect(try await other.call(TaskList.self, .init()).data.isEmpty)
    for request in [create] + behind { #expect(!isAnswered(request, to: client)) }
    home.models.speak("other")
    #expect(
      try await client.result(of: ThreadCreate.self, create).thread.model == ModelName("loom-1"))
    #expect(
      try await client.result(of: ThreadUpdate.self, behind[0]).thread.title?.text == "Wool")
    #expect(try await client.result(of: ThreadGet.self, behind[1]).thread.title?.text == "Wool")
    let exchange = await home.models.exchange(1)
    exchange.answer("Hello")
    #expect(try await client.result(of: TurnRun.self, behind[3]).turn.status == .completed)
    #expect(try await client.result(of: TaskList.self, behind[4]).data.count == 1)
  }

  @Test func `what is sent behind a name that comes to nothing finds nothing written`()
    async throws
  {
    let home = try home()
    home.models.mute("other")
    let client = try home.connect()
    let create = try client.send("thread/create", #"{"id":"\#(id)","model":"nope"}"#)
    let rename = try client.send("thread/update", #"{"threadId":"\#(id)","title":"Wool"}"#)
    let second = try client.send("thread/create", #"{"model":"neither"}"#)
    let task = try client.send("task/create", #"{"title":"Wind"}"#)
    await home.models.whenAsked(2)
    home.models.speak("other")
    #expect(try await client.fault(create).data.path == "model")
    #expect(try await client.fault(rename).kind == .notFound)
    #expect(try await client.fault(second).data.path == "model")
    _ = try await client.result(of: TaskCreate.self, task)
    #expect(try await client.call(ThreadList.self, .init()).data.isEmpty)
  }

  @Test func `a search that is called off lets what came behind it go on`() async throws {
    let home = try home()
    home.models.mute("other")
    let client = try home.connect()
    let create = try client.send("thread/create", #"{"id":"\#(id)","model":"loom-1"}"#)
    await home.models.whenAsked(2)
    let list = try client.send("thread/list", nil)
    client.cancelRequest(create)
    #expect(try await client.fault(create).kind == .cancelled)
    #expect(try await client.result(of: ThreadList.self, list).data.isEmpty)
    #expect(home.models.searching == 0)
  }

  @Test func `of a client that is gone no search is left, and no thread that it was for`()
    async throws
  {
    let home = try home()
    home.models.mute("other")
    let client = try home.connect()
    let create = try client.send("thread/create", #"{"id":"\#(id)","model":"loom-1"}"#)
    await home.models.whenAsked(2)
    let task = try client.send("task/create", #"{"title":"Wind"}"#)
    client.disconnect()
    #expect(try await client.fault(create).kind == .cancelled)
    // It was sent, and does not depend on the thread.
    _ = try await client.result(of: TaskCreate.self, task)
    #expect(home.models.searching == 0)
    #expect(try await home.connect().call(ThreadList.self, .init()).data.isEmpty)
  }

  @Test func `a daemon that ends does not wait for a list`() async throws {
    let home = try home()
    home.models.mute("other")
    let client = try home.connect()
    let create = try client.send("thread/create", #"{"model":"loom-1"}"#)
    let task = try client.send("task/create", #"{"title":"Wind"}"#)
    await home.models.whenAsked(2)
    await home.daemon.endTurns()
    home.daemon.close()
    home.models.speak("other")
    for request in [create, task] {
      #expect(try await client.fault(request).kind == .shuttingDown)
    }
  }

  @Test func `who lists nothing in time is taken for one without a list, as for a question`()
    async throws
  {
    let home = try home(limit: .milliseconds(20))
    home.models.mute("other")
    let client = try home.connect()
    let thread = try await client.call(
      ThreadCreate.self, .init(model: ModelName("other/new"))
    ).thread
    #expect(thread.model == ModelName("other/new"))
    let fault = try await client.fault("thread/create", #"{"model":"nope"}"#)
    #expect(fault.data.path == "model")
    // What comes late is remembered.
    home.models.speak("other")
    let late = try await client.fault(
      "thread/update", #"{"threadId":"\#(thread.id)","model":"other/newer"}"#)
    #expect(late.data.path == "model")
  }

  @Test func `a key that was linked just before opens the list`() async throws {
    let home = try home()
    let client = try home.connect()
    _ = try await client.call(ModelList.self, NoParams())
    home.models.offer(["private-1"], at: "other")
    try client.send(
      AccountLink.self,
      .init(
        providerId: Label(trusted: "other"), accountId: Label(trusted: "default"),
        secret: AccountSecret("sk-own")))
    let create = try client.send("thread/create", #"{"model":"other/private-1"}"#)
    _ = try await client.result(of: ThreadCreate.self, create)
    let configured = home.daemon.settings.modelProviders[1].key
    #expect(home.models.asked.last?.name == "other")
    #expect(home.models.asked.last?.key != configured)
  }

  @Test func `a turn that runs is cancelled although a name is looked for`() async throws {
    let home = try home()
    let client = try home.connect()
    let turn = try await client.call(TurnStart.self, TurnRequest(input: Content(trusted: "Hi")))
      .turn
    _ = await home.models.exchange(1)
    home.models.mute("other")
    let create = try client.send("thread/create", #"{"model":"loom-1"}"#)
    await home.models.whenAsked(2)
    let cancelled = try await client.call(TurnCancel.self, .init(turnId: turn.id)).turn
    #expect(cancelled.status == .cancelled)
    #expect(!isAnswered(create, to: client))
    home.models.speak("other")
    _ = try await client.result(of: ThreadCreate.self, create)
  }
}
