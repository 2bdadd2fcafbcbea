import Foundation
import OpenAI
import Store
import Synchronization
import Testing
import Wire

@testable import Service

/// Names of models, checked against what providers said last.
@Suite(.timeLimit(.minutes(1)))
struct ListedNamesTests {
  private let hi = Content(trusted: "Hi")

  /// Two providers with a list each.
  private func home(
    script: @escaping @Sendable (ScriptedModels.Exchange) -> Void = { $0.answer("Hello") }
  ) throws -> TemporaryDaemon {
    let home = try TemporaryDaemon(
      script: script,
      change: {
        $0.modelProviders.append(Provider(name: "other", baseURL: "http://127.0.0.1:2/v1"))
      })
    home.models.offer(["one", "small"], at: "test")
    home.models.offer(["vendor/loom-2", "loom-1"], at: "other")
    return home
  }

  @Test func `the configured model is asked without a request for a list`() async throws {
    let home = try home()
    let client = try home.connect()
    _ = try await client.call(TurnRun.self, TurnRequest(input: hi))
    #expect(home.models.asked.isEmpty)
    _ = try await client.call(ModelList.self, NoParams())
    _ = try await client.call(TurnRun.self, TurnRequest(input: hi))
    _ = try await client.call(TurnRun.self, TurnRequest(input: hi, model: ModelName("loom-1")))
    #expect(home.models.asked.count == 2)
  }

  @Test func `a bare name goes to the one provider that lists it, and to nobody else`() async throws
  {
    let home = try home()
    let client = try home.connect()
    for (name, whole) in [
      ("loom-1", "other/loom-1"), ("vendor/loom-2", "other/vendor/loom-2"),
      ("other/vendor/loom-2", "other/vendor/loom-2"), ("small", "test/small"),
    ] {
      let turn = try await client.call(
        TurnRun.self, TurnRequest(input: hi, model: ModelName(name))
      ).turn
      #expect(turn.model.text == whole)
    }
    for name in ["LOOM-1", "loom-11", "vendor/loom-3", "elsewhere/small"] {
      let fault = try await client.fault("turn/run", #"{"input":"Hi","model":"\#(name)"}"#)
      #expect(fault.kind == .invalidParams && fault.data.path == "model")
      #expect(fault.message.contains("nearest"), "\(fault.message)")
    }
    #expect(home.models.exchanges.count == 4)
    #expect(try await client.call(ThreadList.self, .init()).data.count == 4)
  }

  @Test func `lists outlive the daemon, and those of another base URL do not`() async throws {
    let home = try home()
    _ = try await home.connect().call(ModelList.self, NoParams())
    let settings = home.daemon.settings
    home.daemon.close()
    for (baseURL, requests) in [("http://127.0.0.1:2/v1", 0), ("http://127.0.0.1:3/v1", 2)] {
      let models = ScriptedModels { $0.answer("Hello") }
      models.offer(["loom-1"], at: "other")
      let daemon = try TemporaryDaemon.open(home.folder, models) {
        $0.modelProviders = settings.modelProviders
        $0.modelProviders[1].baseURL = baseURL
      }
      defer { daemon.close() }
      let turn = try await TestClient(daemon).call(
        TurnRun.self, TurnRequest(input: hi, model: ModelName("loom-1"))
      ).turn
      #expect(turn.model.text == "other/loom-1")
      #expect(models.asked.count == requests)
    }
  }

  @Test func `a model that is new at its provider is found by a second look`() async throws {
    let home = try home()
    let client = try home.connect()
    _ = try await client.call(ModelList.self, NoParams())
    home.models.offer(["loom-1", "loom-9"], at: "other")
    for name in ["other/loom-9", "loom-9"] {
      let turn = try await client.call(
        TurnRun.self, TurnRequest(input: hi, model: ModelName(name))
      ).turn
      #expect(turn.model.text == "other/loom-9")
    }
    #expect(home.models.asked.count == 3)
  }

  @Test func `a question that names its provider waits for no list, which is learnt beside it`()
    async throws
  {
    let home = try home()
    home.models.mute("other")
    let client = try home.connect()
    let turn = try await client.call(
      TurnRun.self, TurnRequest(input: hi, model: ModelName("other/new"))
    ).turn
    #expect(turn.status == .completed)
    #expect(home.models.asked.map(\.name) == ["other"])
    home.models.speak("other")
    let fault = try await client.fault("turn/run", #"{"input":"Hi","model":"other/new"}"#)
    #expect(fault.data.path == "model")
    #expect(home.models.exchanges.count == 1)
  }

  @Test func `a provider without a list takes any name behind its own, and is not asked again`()
    async throws
  {
    let home = try home()
    home.models.fail(
      "other", with: Failure(.badRequest, "There is none.", httpStatus: 404, code: "noModelList"))
    let client = try home.connect()
    for name in ["other/x", "other/vendor/y", "other/x"] {
      let turn = try await client.call(
        TurnRun.self, TurnRequest(input: hi, model: ModelName(name))
      ).turn
      #expect(turn.model.text == name)
    }
    #expect(home.models.asked.count == 1)
    let listed = try await client.call(ModelList.self, NoParams())
    #expect(listed.errors.first?.message.contains("other/NAME") == true)
    #expect(listed.errors.first?.message.contains("`model`") == true)
  }

  /// A home whose providers refuse `loom-1`, as one does that lists it and does not have it.
  private func refusingHome() throws -> TemporaryDaemon {
    try home { exchange in
      guard exchange.request.model == "loom-1" else { return exchange.answer("Hello") }
      exchange.say(
        .failed(
          Failure(
            .badRequest, "POST /v1/chat/completions answered 404: no such", httpStatus: 404,
            code: "model_not_found"), attempts: 1))
    }
  }

  @Test func `a thread that a question made keeps no model that its provider does not know`()
    async throws
  {
    let client = try refusingHome().connect()
    let start = try await client.call(
      TurnStart.self, TurnRequest(input: hi, model: ModelName("other/loom-1")))
    try await client.ended(start.turn.id)
    let thread = try #require(start.thread)
    #expect(thread.model?.text == "other/loom-1")
    #expect(
      try await client.call(ThreadGet.self, .init(threadId: thread.id)).thread.model == nil)
  }

  @Test(arguments: ["loom-1", "other/loom-1"])
  func `a thread for which it was set keeps none either, and the error says so`(
    name: String
  ) async throws {
    let client = try refusingHome().connect()
    let made = try await client.call(ThreadCreate.self, .init()).thread
    // It had a model that answered, and another after it.
    _ = try await client.call(
      TurnRun.self, TurnRequest(threadId: made.id, input: hi, model: ModelName("test/one")))
    let refused = try #require(ModelName(name))
    _ = try await client.call(
      ThreadUpdate.self, .init(threadId: made.id, model: .set(refused)))
    let fault = try await client.fault("turn/run", #"{"threadId":"\(made.id)","input":"Hi"}"#)
    #expect(fault.message.hasSuffix("no such. The thread does not keep this model."))
    #expect(
      try await client.call(ThreadGet.self, .init(threadId: made.id)).thread.model == nil)
    let next = try await client.call(TurnRun.self, TurnRequest(threadId: made.id, input: hi))
    #expect(next.turn.model.text == "test/one")
  }

  @Test func `a model of another name, and one that has answered, stay a thread's own`()
    async throws
  {
    let refuses = Atomic<Bool>(true)
    let home = try home { exchange in
      guard refuses.load(ordering: .relaxed) else { return exchange.answer("Hello") }
      exchange.say(
        .failed(
          Failure(.badRequest, "no such model", httpStatus: 404, code: "model_not_found"),
          attempts: 1))
    }
    let client = try home.connect()
    func model(_ id: ThreadID) async throws -> ModelName? {
      try await client.call(ThreadGet.self, .init(threadId: id)).thread.model
    }
    let small = try await client.call(ThreadCreate.self, .init(model: ModelName("small"))).thread
    let other = try await client.fault(
      "turn/run", #"{"threadId":"\(small.id)","input":"Hi","model":"other/loom-1"}"#)
    #expect(!other.message.contains("does not keep"))
    #expect(try await model(small.id) == ModelName("small"))
    refuses.store(false, ordering: .relaxed)
    _ = try await client.call(TurnRun.self, TurnRequest(threadId: small.id, input: hi))
    refuses.store(true, ordering: .relaxed)
    let gone = try await client.fault("turn/run", #"{"threadId":"\(small.id)","input":"Hi"}"#)
    #expect(!gone.message.contains("does not keep"))
    #expect(try await model(small.id) == ModelName("small"))
  }

  @Test func `a provider that lists nothing is told of, with what helps`() async throws {
    let home = try home()
    home.models.offer([], at: "other")
    let client = try home.connect()
    let listed = try await client.call(ModelList.self, NoParams())
    #expect(listed.errors.map(\.provider) == ["other"])
    #expect(listed.errors.first?.message.contains("lists no model") == true)
    #expect(listed.errors.first?.message.contains("other/NAME") == true)
  }

  @Test func `model/get says what a name means, and which one is meant by none`() async throws {
    let home = try home()
    let client = try home.connect()
    let standard = try await client.call(ModelGet.self, .init()).model
    #expect(standard == Noun.Model(id: "test/one", provider: "test", name: "one", isDefault: true))
    let named = try await client.call(ModelGet.self, .init(model: ModelName("loom-1"))).model
    #expect(named.id == "other/loom-1" && !named.default)
    #expect(try await client.fault("model/get", #"{"model":"nope"}"#).data.path == "model")
    #expect(home.models.exchanges.isEmpty)
  }

  @Test func `a search for a name is called off with its request, and reads go on`() async throws {
    let home = try home()
    home.models.mute("other")
    let client = try home.connect()
    let request = try client.send("model/get", #"{"model":"loom-1"}"#)
    await home.models.whenAsked(2)
    client.cancelRequest(request)
    #expect(try await client.fault(request).kind == .cancelled)
    #expect(try await client.call(ThreadList.self, .init()).data.isEmpty)
    #expect(home.models.searching == 0)
  }

  @Test func `a key of one's own opens a list of one's own`() async throws {
    let home = try home()
    let (mine, stranger) = (try home.connect(), try home.connectStranger())
    _ = try await mine.call(ModelList.self, NoParams())
    _ = try await mine.call(
      AccountLink.self,
      .init(
        providerId: Label(trusted: "other"), accountId: Label(trusted: "default"),
        secret: AccountSecret("sk-own")))
    home.models.offer(["private-1"], at: "other")
    #expect(
      try await mine.call(ModelGet.self, .init(model: ModelName("private-1"))).model.id
        == "other/private-1")
    home.models.offer(["loom-1"], at: "other")
    let fault = try await stranger.fault("model/get", #"{"model":"private-2"}"#)
    #expect(!fault.message.contains("private-1"))
  }

  @Test func `a list without names, or with too many, says nothing`() throws {
    #expect(ListedModels(.success([])) == .unlisted)
    #expect(ListedModels(.success([Model(id: "")])) == .unlisted)
    let many = (0...Wire.Limits.listedModels).map { Model(id: "m\($0)") }
    #expect(ListedModels(.success(many)) == .unlisted)
    #expect(ListedModels(.success(Array(many.dropLast())))?.holds("m7") == true)
    #expect(ListedModels(.failure(Failure(.network, "Gone."))) == nil)
  }
}
