import Foundation
import JSON
import Testing
import Wire

/// The daemon against providers that we did not write: a language model on this machine, and a
/// server that misbehaves on command and judges how it was dealt with.
///
/// contrib/check starts both and says where they are.
@Suite(.serialized) enum RealPeersTests {
  /// How a model is asked; the peers' second model is configured for the second interface, and
  /// neither peer minds what its model is called.
  enum Interface: String, CaseIterable {
    case chat, responses
  }

  /// The llama.cpp server of contrib/local-model.
  @Suite(.enabled(if: Peers.localModel != nil), .serialized) struct LocalModel {
    let daemon: LiveDaemon
    let client: WireClient

    init() throws {
      let url = try #require(Peers.localModel)
      daemon = try LiveDaemon(
        Setup(
          settings: ["model: local/smollm2-135m"], peer: ("local", url),
          peerSettings: ["models: {by-responses: {api: responses}}"]))
      client = try daemon.connect()
    }

    private func model(_ interface: Interface) -> ModelName {
      switch interface {
      case .chat: ModelName(trusted: "local/smollm2-135m")
      case .responses: ModelName(trusted: "local/by-responses")
      }
    }

    @Test(arguments: Interface.allCases)
    func `a question streams its answer and becomes a pair`(_ interface: Interface) throws {
      let id = try client.send(
        TurnRun.self,
        TurnRequest(
          input: Content(trusted: "Say hello in one short sentence."), model: model(interface),
          options: TurnOptions(maxTokens: PositiveCount(24)), stream: true))
      let ran = try client.result(of: TurnRun.self, id)
      let said = try client.arrived(TurnDelta.self).map(\.text).joined()
      #expect(ran.turn.status == .completed)
      #expect(!said.isEmpty)
      #expect(ran.messages.map(\.content) == ["Say hello in one short sentence.", said])
      #expect((ran.turn.promptTokens ?? 0) > 0)
      #expect((ran.turn.completionTokens ?? 0) > 0)
      #expect(ran.turn.firstTokenMs != nil)
      expectWhole(try client.messages(of: try #require(ran.thread).id))
    }

    @Test(arguments: Interface.allCases)
    func `the model sees what was said before`(_ interface: Interface) throws {
      let thread = try client.thread()
      for input in ["Remember the word wool.", "Which word?"] {
        _ = try client.call(
          TurnRun.self,
          TurnRequest(
            threadId: thread.id, input: Content(trusted: input), model: model(interface),
            options: TurnOptions(maxTokens: PositiveCount(8))))
      }
      let turns = try client.call(TurnList.self, .init(threadId: thread.id)).data
      // The second prompt holds the first question and its answer.
      #expect((turns[0].promptTokens ?? 0) > (turns[1].promptTokens ?? 0))
    }

    @Test(arguments: Interface.allCases)
    func `an answer is cut where it was asked to be`(_ interface: Interface) throws {
      let ran = try client.call(
        TurnRun.self,
        TurnRequest(
          input: Content(trusted: "Count from one to twenty."), model: model(interface),
          options: TurnOptions(maxTokens: PositiveCount(3))))
      #expect(ran.turn.completionTokens == 3)
      switch interface {
      case .chat: #expect(ran.turn.finishReason == "length")
      // By this interface llama.cpp never says that an answer was cut.
      case .responses: #expect(ran.turn.finishReason == "stop")
      }
    }

    @Test(arguments: Interface.allCases)
    func `its models are listed, and cancelling ends it at once`(_ interface: Interface) throws {
      let listed = try client.call(ModelList.self, NoParams())
      #expect(listed.data.map(\.id) == ["local/smollm2-135m"])
      let started = try client.call(
        TurnStart.self,
        TurnRequest(input: Content(trusted: "Write a very long story."), model: model(interface)))
      _ = try client.notification(TurnDelta.self)
      let cancelled = try client.call(TurnCancel.self, .init(turnId: started.turn.id)).turn
      #expect(cancelled.status == .cancelled)
      #expect(cancelled.output?.isEmpty == false)
    }

    @Test(arguments: Interface.allCases)
    func `a prompt that does not fit is refused as such`(_ interface: Interface) throws {
      let long = String(repeating: "wool ", count: 12_000)
      let error = try client.fault(TurnRun.self, .asking(long, of: model(interface)))
      #expect(error.data.class == .contextLength)
      #expect(error.data.httpStatus == 400)
    }
  }

  /// A server that fails on command and says whether its client took it well.
  @Suite(.enabled(if: Peers.llmock != nil), .serialized) struct Misbehaving {
    let daemon: LiveDaemon
    let client: WireClient
    let mock: Peers.Mock

    init() throws {
      let url = try #require(Peers.llmock)
      mock = Peers.Mock(url)
      try mock.post("/_llmock/reset", "{}")
      daemon = try LiveDaemon(
        Setup(
          settings: ["model: mock/gpt-4o-mini"], peer: ("mock", "\(url)/v1"),
          peerSettings: [
            "idleTimeoutSeconds: 1", "firstByteTimeoutSeconds: 3",
            "models: {gpt-4o: {api: responses}}",
          ]))
      client = try daemon.connect()
    }

    private func model(_ interface: Interface) -> ModelName {
      switch interface {
      case .chat: ModelName(trusted: "mock/gpt-4o-mini")
      case .responses: ModelName(trusted: "mock/gpt-4o")
      }
    }

    @Test(
      arguments: [
        #"{"type":"fail","status":429,"retry_after":0.2}"#, #"{"type":"fail","status":503}"#,
        #"{"type":"fail","status":500}"#,
      ], Interface.allCases)
    func `a failure that passes is tried again, visibly`(
      _ fault: String, _ interface: Interface
    ) throws {
      try mock.play(fault, #"{"type":"reply","text":"Here I am."}"#)
      let id = try client.send(
        TurnRun.self, .asking("Hello after \(fault)", of: model(interface), stream: true))
      let ran = try client.result(of: TurnRun.self, id)
      #expect(ran.messages.last?.content == "Here I am.")
      #expect(ran.turn.attempts == 2)
      #expect(try client.arrived(TurnRetrying.self).map(\.attempt) == [2])
      try mock.expectPraise()
    }

    @Test(
      arguments: [
        ("disconnect", ProviderFailureClass.network), ("truncate", .protocol),
        ("malformed", .protocol), ("stall", .timeout),
      ], Interface.allCases)
    func `a stream that breaks fails, is not repeated, and keeps what was said`(
      _ fault: (kind: String, class: ProviderFailureClass), _ interface: Interface
    ) throws {
      // The second interface announces its answer in four events before the first word.
      let chunks =
        switch interface {
        case .chat: 3
        case .responses: 7
        }
      try mock.play(
        """
        {"type":"stream_fault","kind":"\(fault.kind)","after_chunks":\(chunks),"stall_seconds":4}
        """,
        #"{"type":"reply","text":"One two three four five six seven."}"#)
      let id = try client.send(
        TurnRun.self, .asking("Hello \(fault.kind)", of: model(interface), stream: true))
      let error = try client.fault(of: id)
      #expect(error.data.class == fault.class)
      let said = try client.arrived(TurnDelta.self).map(\.text).joined()
      let turn = try client.call(TurnGet.self, .init(turnId: try #require(error.data.turnId))).turn
      #expect(turn.status == .failed)
      #expect(!said.isEmpty)
      #expect(turn.output == said)
      #expect(turn.attempts == 1)
      #expect(turn.messageIds.isEmpty)
    }

    @Test(arguments: Interface.allCases)
    func `a slow first token is waited for`(_ interface: Interface) throws {
      try mock.play(
        #"{"type":"slow_first_token","seconds":1.5}"#, #"{"type":"reply","text":"At last."}"#)
      let ran = try client.call(TurnRun.self, .asking("Hello, slowly", of: model(interface)))
      #expect(ran.messages.last?.content == "At last.")
      #expect((ran.turn.firstTokenMs ?? 0) >= 1400)
      try mock.expectPraise()
    }

    @Test(
      arguments: [
        (401, ProviderFailureClass.auth), (403, .auth), (404, .badRequest), (400, .badRequest),
      ], Interface.allCases)
    func `a refusal is not tried again`(
      _ refusal: (status: Int, class: ProviderFailureClass), _ interface: Interface
    ) throws {
      try mock.play(#"{"type":"fail","status":\#(refusal.status)}"#)
      let error = try client.fault(
        TurnRun.self, .asking("Hello \(refusal.status)", of: model(interface)))
      #expect(error.data.class == refusal.class)
      #expect(error.data.httpStatus == refusal.status)
      #expect(error.data.retryable == false)
      try mock.expectPraise()
    }
  }
}
