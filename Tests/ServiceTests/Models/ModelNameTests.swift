import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// Names of models that with their provider's are longer than a model's name may be, wherever they
/// come from.
@Suite(.timeLimit(.minutes(1)))
struct ModelNameTests {
  /// A name that `model` takes, and that is too long behind `test/`.
  private let long = String(repeating: "m", count: 198)

  @Test func `one that a turn, its thread or a retry names is refused by path, with the limit`()
    async throws
  {
    let home = try TemporaryDaemon(script: { $0.answer("Hello") })
    let client = try home.connect()
    let thread = try await client.call(ThreadCreate.self, .init()).thread.id
    let ran = try await client.call(TurnRun.self, TurnRequest(input: Content(trusted: "Hi"))).turn
    for (method, params) in [
      (TurnRun.name, #"{"input":"Hi","model":"\#(long)"}"#),
      (TurnRun.name, #"{"input":"Hi","model":"\#(long)","ephemeral":true}"#),
      (TurnStart.name, #"{"input":"Hi","model":"\#(long)"}"#),
      (ThreadCreate.name, #"{"model":"\#(long)"}"#),
      (ThreadUpdate.name, #"{"threadId":"\#(thread)","model":"\#(long)"}"#),
      (TurnRetry.name, #"{"turnId":"\#(ran.id)","model":"\#(long)"}"#),
    ] {
      let fault = try await client.fault(method, params)
      #expect(fault.kind == .invalidParams && fault.data.path == "model", "\(params)")
      #expect(fault.message.contains("at most 200 characters: test/mmm"), "\(fault.message)")
    }
    #expect(try await client.call(TurnList.self, .init()).data.map(\.id) == [ran.id])
  }

  @Test func `one of exactly the limit is asked and recorded whole`() async throws {
    let home = try TemporaryDaemon(script: { $0.answer("Hello") })
    let name = String(repeating: "m", count: ModelName.lengthLimit - "test/".count)
    let turn = try await home.connect().call(
      TurnRun.self, TurnRequest(input: Content(trusted: "Hi"), model: ModelName(name))
    ).turn
    #expect(turn.model.text == "test/" + name)
    #expect(home.models.exchanges.first?.request.model == name)
  }

  @Test(arguments: [250, 5000])
  func `a single provider's only model with one is refused, and asked for once a turn`(
    length: Int
  ) async throws {
    let home = try TemporaryDaemon(change: { $0.model = nil })
    home.models.offer([String(repeating: "m", count: length)], at: "test")
    let client = try home.connect()
    for ephemeral in [false, true] {
      let fault = try await client.fault("turn/run", #"{"input":"Hi","ephemeral":\#(ephemeral)}"#)
      #expect(fault.kind == .invalidParams && fault.data.path == "model")
      #expect(fault.message.contains("at most 200 characters"), "\(fault.message)")
      #expect(fault.message.unicodeScalars.count < 300)
    }
    #expect(home.models.asked.count == 2)
  }

  @Test(arguments: ["a\nb", "a\u{7}b", " a", ""])
  func `a single provider's only model with a name that is no plain text is refused`(
    name: String
  ) async throws {
    let home = try TemporaryDaemon(change: { $0.model = nil })
    home.models.offer([name], at: "test")
    let fault = try await home.connect().fault("turn/run", #"{"input":"Hi"}"#)
    #expect(fault.kind == .invalidParams && fault.data.path == "model")
    #expect(!fault.message.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func `the list has what can be asked, and says that there is more`() async throws {
    let home = try TemporaryDaemon()
    home.models.offer(["small", long, "a\nb"], at: "test")
    let listed = try await home.connect().call(ModelList.self, NoParams())
    #expect(listed.data.map(\.id) == ["test/small"])
    #expect(listed.errors.map(\.provider) == ["test"])
    #expect(listed.errors.first?.message.hasPrefix("2 of its models can't be used") == true)
  }

  @Test func `an alias for one is listed as it is, and refused when it is asked`() async throws {
    let home = try TemporaryDaemon(change: {
      $0.aliases =
        (try? ModelAliases(
          ["far": AliasSettings(model: ModelName(trusted: long))], in: SettingsTree())) ?? .none
    })
    let client = try home.connect()
    #expect(try await client.call(ModelList.self, NoParams()).aliases.map(\.model) == [long])
    let fault = try await client.fault("turn/run", #"{"input":"Hi","model":"far"}"#)
    #expect(fault.kind == .invalidParams && fault.data.path == "model")
  }

  @Test func `a list that is cancelled is not waited for`() async throws {
    let home = try TemporaryDaemon()
    home.models.mute("test")
    let client = try home.connect()
    let list = try client.send(ModelList.self, NoParams())
    await home.models.whenAsked(1)
    client.cancelRequest(list)
    let answer = await client.answer(to: list)
    #expect(answer["error"]?["code"]?.integer == -32800)
    #expect(home.models.searching == 0)
  }
}
