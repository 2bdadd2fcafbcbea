import OpenAI
import Testing
import Wire

@testable import Service

/// A question that is asked with the settings of an earlier turn.
@Suite struct TurnSettingsTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon(script: { $0.answer("Hello") })
    client = try home.connect()
  }

  /// What the provider was sent last: the model, the temperature and the messages.
  private var sent: [String] {
    get throws {
      let request = try #require(home.models.exchanges.last).request
      return [request.model, request.options.temperature.map { "\($0)" } ?? ""]
        + request.messages.map(\.content)
    }
  }

  private func run(_ request: TurnRequest) async throws -> TurnRun.Result {
    try await client.call(TurnRun.self, request)
  }

  private func earlier() async throws -> Noun.Turn {
    var options = TurnOptions()
    options.temperature = 0.25
    return try await run(
      TurnRequest(
        threadId: try await client.call(ThreadCreate.self, .init()).thread.id,
        input: Content(trusted: "one"), model: ModelName("test/two"),
        systemPrompt: SystemPrompt("Be brief."), options: options)
    ).turn
  }

  @Test func `model, system prompt and options are those of the earlier turn, also after its undo`()
    async throws
  {
    let old = try await earlier()
    let thread = try #require(old.threadId)
    _ = try await client.call(
      ThreadRevert.self, .init(threadId: thread, throughSequence: Sequence(0)))
    let turn = try await run(
      TurnRequest(threadId: thread, input: Content(trusted: "other"), settingsOf: old.id)
    ).turn
    #expect(try sent == ["two", "0.25", "Be brief.", "other"])
    #expect(turn.model == old.model && turn.options == old.options && turn.retryOf == nil)
    // A retry has them too.
    let again = try await client.call(TurnRetry.self, .init(turnId: turn.id)).turn
    _ = try await client.ended(again.id)
    #expect(try sent == ["two", "0.25", "Be brief.", "other"])
  }

  @Test func `what the request gives replaces what the earlier turn had`() async throws {
    let old = try await earlier()
    var options = TurnOptions()
    options.temperature = 1
    _ = try await run(
      TurnRequest(
        input: Content(trusted: "other"), model: ModelName("test/three"),
        systemPrompt: SystemPrompt("Be long."), options: options, settingsOf: old.id))
    #expect(try sent == ["three", "1.0", "Be long.", "other"])
  }

  @Test func `a repeated request finds its turn also after the earlier turn was deleted`()
    async throws
  {
    let old = try await earlier()
    let id: TurnID = IDSource().next()
    let request = TurnRequest(id: id, input: Content(trusted: "other"), settingsOf: old.id)
    let first = try await run(request)
    let thread = try #require(old.threadId)
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread, permanent: true))
    let again = try await run(request)
    #expect(again.turn.id == id && again.messages == first.messages)
    #expect(home.models.exchanges.count == 2)
    let different = try await client.fault(
      "turn/run", #"{"id":"\#(id)","input":"more","settingsOf":"\#(old.id)"}"#)
    #expect(different.kind == .conflict)
    let new = try await client.fault("turn/run", #"{"input":"other","settingsOf":"\#(old.id)"}"#)
    #expect(new.kind == .notFound)
  }

  @Test func `a repeated request asks once, and another user's turn is not found`() async throws {
    let old = try await earlier()
    let request = TurnRequest(
      id: IDSource().next(), input: Content(trusted: "other"), settingsOf: old.id)
    let first = try await run(request)
    #expect(try await run(request).turn.id == first.turn.id)
    #expect(home.models.exchanges.count == 2)
    let stranger = try home.connectStranger()
    let fault = try await stranger.fault(
      "turn/run", #"{"input":"Hi","settingsOf":"\#(old.id)"}"#)
    #expect(fault.kind == .notFound)
  }
}
