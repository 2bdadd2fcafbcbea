import JSON
import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// Options that a turn does not set itself: those of the model, the alias and the thread.
@Suite struct TurnOptionLayersTests {
  private let hi = Content(trusted: "Hi")

  private func options(_ json: String) throws -> TurnOptions {
    try Document(Array(json.utf8)).root.decode(TurnOptions.self)
  }

  private func home() throws -> TemporaryDaemon {
    let model = try options(
      #"{"temperature":0.1,"maxTokens":10,"seed":1,"extra":{"top_k":1,"min_p":0.1}}"#)
    let alias = AliasSettings(
      model: ModelName(trusted: "test/one"), options: try options(#"{"temperature":0.2,"seed":2}"#))
    return try TemporaryDaemon(
      script: { $0.answer("Hello") },
      change: {
        $0.knownModels = ["test": KnownModels(models: ["one": ModelSettings(options: model)])]
        $0.aliases = (try? ModelAliases(["exact": alias], in: SettingsTree())) ?? .none
      })
  }

  @Test func `the later layer wins, member by member, also inside extra`() async throws {
    let home = try home()
    let client = try home.connect()
    let thread = try await client.call(
      ThreadCreate.self, .init(options: options(#"{"seed":3,"stop":["A"],"extra":{"top_k":3}}"#))
    ).thread
    _ = try await client.call(
      TurnRun.self,
      TurnRequest(
        threadId: thread.id, input: hi, model: ModelName("exact"),
        options: options(#"{"stop":["B"],"extra":{"n":4}}"#)))
    let sent = try #require(home.models.exchanges.first).request.options
    #expect(sent.maxTokens == 10)
    #expect(sent.temperature == 0.2)
    #expect(sent.seed == 3)
    #expect(sent.stop == ["B"])
    #expect(sent.extra?.text == #"{"min_p":0.1,"n":4,"top_k":3}"#)
  }

  @Test func `a model's options apply under each of its names, an alias's only under the alias`()
    async throws
  {
    let home = try home()
    let client = try home.connect()
    for ephemeral in [false, true] {
      _ = try await client.call(TurnRun.self, TurnRequest(input: hi, ephemeral: ephemeral))
      _ = try await client.call(
        TurnRun.self, TurnRequest(input: hi, model: ModelName("exact"), ephemeral: ephemeral))
    }
    #expect(home.models.exchanges.map(\.request.options.temperature) == [0.1, 0.2, 0.1, 0.2])
    #expect(home.models.exchanges.map(\.request.options.maxTokens) == [10, 10, 10, 10])
  }

  @Test func `a retry has the options of the first request, also those of the alias`() async throws
  {
    let home = try home()
    let client = try home.connect()
    let turn = try await client.call(
      TurnRun.self, TurnRequest(input: hi, model: ModelName("exact"))
    ).turn
    let retry = try await client.call(TurnRetry.self, .init(turnId: turn.id)).turn
    try await client.ended(retry.id)
    #expect(home.models.exchanges.map(\.request.options.temperature) == [0.2, 0.2])
  }

  @Test func `a thread's options are shown, replaced whole, cleared, forked and taken along`()
    async throws
  {
    let home = try home()
    let client = try home.connect()
    let first = try options(#"{"maxTokens":5,"extra":{"b":1,"a":"x"}}"#)
    let thread = try await client.call(ThreadCreate.self, .init(options: first)).thread
    #expect(try await client.call(ThreadGet.self, .init(threadId: thread.id)).thread == thread)
    #expect(thread.options == first)
    let fork = try await client.call(ThreadFork.self, .init(threadId: thread.id)).thread
    #expect(fork.options == first)
    let document = try await client.call(
      ThreadExport.self, .init(threadId: thread.id, format: .json)
    ).document
    let imported = try await client.call(ThreadImport.self, .init(document: document)).thread
    #expect(imported.options == first)
    let second = try options(#"{"seed":7}"#)
    func update(_ change: Change<TurnOptions>) async throws -> TurnOptions? {
      try await client.call(ThreadUpdate.self, .init(threadId: thread.id, options: change))
        .thread.options
    }
    #expect(try await update(.set(second)) == second)
    #expect(try await update(.keep) == second)
    #expect(try await update(.set(TurnOptions())) == nil)
    #expect(try await update(.set(second)) == second)
    #expect(try await update(.clear) == nil)
  }

  @Test func `layers that are too large together are refused, and no model is asked`() async throws
  {
    let home = try home()
    let client = try home.connect()
    let large = String(repeating: "x", count: 40_000)
    let thread = try await client.call(
      ThreadCreate.self, .init(options: options(#"{"extra":{"a":"\#(large)"}}"#))
    ).thread
    let fault = try await client.fault(
      "turn/run",
      #"{"input":"Hi","threadId":"\#(thread.id)","options":{"extra":{"b":"\#(large)"}}}"#)
    #expect(fault.data.path == "options.extra")
    #expect(home.models.exchanges.isEmpty)
    #expect(try await client.call(TurnList.self, .init()).data.isEmpty)
  }
}
