import OpenAI
import Testing
import Wire

@testable import Service

/// What depends on the interface by which a turn's model is asked.
@Suite struct InterfaceTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon(
      script: { $0.answer("Yes") },
      change: { $0.modelProviders[0].models = ["new": ModelQuirks(api: .responses)] })
    client = try home.connect()
  }

  @Test(arguments: [
    (#""stop":["."]"#, "options.stop"), (#""seed":7"#, "options.seed"),
    (#""extra":{"previous_response_id":"r"}"#, "options.extra"),
  ])
  func `an option that the model's interface does not have is refused, and nothing is kept`(
    option: String, path: String
  ) async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    for (method, more) in [
      ("turn/run", ""), ("turn/start", ""), ("turn/run", #","threadId":"\#(thread.id)""#),
      ("turn/run", #","ephemeral":true"#),
    ] {
      let fault = try await client.fault(
        method, #"{"input":"Hi","model":"test/new","options":{\#(option)}\#(more)}"#)
      #expect(fault.kind == .invalidParams)
      #expect(fault.data.path == path)
      #expect(fault.message.contains("Responses API"))
      #expect(fault.message.contains("test/new"))
    }
    #expect(try await client.call(TurnList.self, .init()).data.isEmpty)
    #expect(try await client.call(ThreadList.self, .init()).data.map(\.id) == [thread.id])
    _ = try await client.call(
      TurnRun.self,
      TurnRequest(
        input: Content(trusted: "Hi"), model: ModelName(trusted: "test/one"),
        options: TurnOptions(seed: 7)))
  }

  @Test func `a turn of such a model runs as any other`() async throws {
    let ran = try await client.call(
      TurnRun.self,
      TurnRequest(
        input: Content(trusted: "Hi"), model: ModelName(trusted: "test/new"),
        options: TurnOptions(temperature: 0.5)))
    #expect(ran.turn.output == "Yes")
    #expect(ran.turn.model.text == "test/new")
  }
}
