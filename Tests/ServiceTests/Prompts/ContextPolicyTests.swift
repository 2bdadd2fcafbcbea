import JSON
import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// A model that takes a hundred tokens, of which ten are asked for the answer. A message here has
/// ten words of one token each and four more for itself.
@Suite struct ContextPolicyTests {
  private let words = Array(repeating: "wool", count: 10).joined(separator: " ")
  private let options = TurnOptions(maxTokens: PositiveCount(10))

  private func home(policy: ContextPolicy = .error, contextTokens: Int? = 100) throws
    -> TemporaryDaemon
  {
    try TemporaryDaemon(script: { $0.answer("Yes.") }) {
      $0.contextPolicy = policy
      $0.knownModels = ["test": KnownModels(contextTokens: contextTokens)]
    }
  }

  /// A thread of pairs, each 28 tokens long.
  private func thread(
    _ client: TestClient, pairs: Int, policy: ContextPolicy? = nil, system: String? = nil
  ) async throws -> ThreadID {
    let thread = try await client.call(
      ThreadCreate.self,
      .init(systemPrompt: system.flatMap(SystemPrompt.init), contextPolicy: policy)
    ).thread
    for _ in 0..<pairs {
      for role in [Noun.Role.user, .assistant] {
        _ = try await client.call(
          MessageAppend.self,
          .init(threadId: thread.id, role: role, content: Content(trusted: words)))
      }
    }
    return thread.id
  }

  private func asking(
    _ text: String, on thread: ThreadID, id: TurnID? = nil, ephemeral: Bool? = nil
  ) -> TurnRequest {
    TurnRequest(
      threadId: thread, id: id, input: Content(trusted: text), options: options,
      ephemeral: ephemeral)
  }

  @Test func `what fits is sent whole, and nothing is said of it`() async throws {
    let home = try home()
    let client = try home.connect()
    // 3 × 28 and 5 + 1: just the room that there is.
    let id = try await thread(client, pairs: 3)
    let turn = try await client.call(TurnRun.self, asking("two", on: id)).turn
    #expect(turn.droppedMessages == nil)
    #expect(home.models.exchanges.map(\.request.messages.count) == [7])
  }

  @Test func `too long by the estimate, a question is refused before the provider is asked`()
    async throws
  {
    let home = try home()
    let client = try home.connect()
    let id = try await thread(client, pairs: 4)
    for ephemeral in [nil, true] {
      let fault = try #require(
        await client.refusal(of: asking("two", on: id, ephemeral: ephemeral)))
      #expect(fault.kind == .provider)
      #expect(fault.data.class == .contextLength)
      #expect(fault.data.code == "estimate")
      #expect(fault.message.contains("about 117 tokens"))
      #expect(fault.message.contains("dropOldest"))
    }
    #expect(home.models.exchanges.isEmpty)
    #expect(try await client.call(TurnList.self, .init(threadId: id)).data.isEmpty)
  }

  @Test func `dropOldest leaves out the oldest pairs, and says how many messages`() async throws {
    let home = try home(policy: .dropOldest)
    let client = try home.connect()
    let id = try await thread(client, pairs: 4, system: "Be brief.")
    let answer = try await client.call(TurnRun.self, asking("two", on: id))
    #expect(answer.turn.droppedMessages == 4)
    let sent = home.models.exchanges[0].request.messages
    #expect(sent.map(\.role) == [.system, .user, .assistant, .user, .assistant, .user])
    #expect(sent.last?.content == "two")
    #expect(
      try await client.call(TurnGet.self, .init(turnId: answer.turn.id)).turn.droppedMessages == 4)
    // What was not sent is still there.
    #expect(answer.thread?.messageCount == 10)
  }

  @Test func `instructions among the messages are kept, wherever they stand`() async throws {
    let home = try home(policy: .dropOldest)
    let client = try home.connect()
    let id = try await thread(client, pairs: 2)
    _ = try await client.call(
      MessageAppend.self,
      .init(threadId: id, role: .system, content: Content(trusted: "Rhyme.")))
    let more = Array(repeating: "silk", count: 50).joined(separator: " ")
    _ = try await client.call(TurnRun.self, asking(more, on: id))
    let sent = home.models.exchanges[0].request.messages
    #expect(sent.map(\.role) == [.user, .assistant, .system, .user])
  }

  @Test func `a question that is too long alone is refused under either policy`() async throws {
    let home = try home(policy: .dropOldest)
    let client = try home.connect()
    let id = try await thread(client, pairs: 1)
    let more = Array(repeating: "silk", count: 100).joined(separator: " ")
    let fault = try #require(await client.refusal(of: asking(more, on: id)))
    #expect(fault.data.class == .contextLength)
    #expect(fault.message.contains("shorten"))
    #expect(home.models.exchanges.isEmpty)
  }

  @Test func `a thread's own policy goes before the configuration's, until it is cleared`()
    async throws
  {
    let home = try home(policy: .error)
    let client = try home.connect()
    let id = try await thread(client, pairs: 4, policy: .dropOldest)
    #expect(await client.refusal(of: asking("two", on: id)) == nil)
    let fork = try await client.call(ThreadFork.self, .init(threadId: id)).thread
    #expect(fork.contextPolicy == .dropOldest)
    let cleared = try await client.call(
      ThreadUpdate.self, .init(threadId: id, contextPolicy: .clear))
    #expect(cleared.thread.contextPolicy == nil)
    #expect(await client.refusal(of: asking("two", on: id))?.kind == .provider)
  }

  @Test func `a turn that waited fails with it, and can be asked again`() async throws {
    let home = try TemporaryDaemon(script: nil) {
      $0.knownModels = ["test": KnownModels(contextTokens: 100)]
    }
    let client = try home.connect()
    let id = try await thread(client, pairs: 2)
    _ = try await client.call(TurnStart.self, asking("one", on: id))
    let first = await home.models.exchange(1)
    let waiting = asking("two", on: id, id: IDSource().next())
    _ = try await client.call(TurnStart.self, waiting)
    first.answer(Array(repeating: "wool", count: 40).joined(separator: " "))
    let ended = try await client.ended(try #require(waiting.id))
    #expect(ended.status == .failed)
    #expect(ended.error?.data.class == .contextLength)
    #expect(ended.error?.data.turnId == waiting.id)
    _ = try await client.call(
      ThreadUpdate.self, .init(threadId: id, contextPolicy: .set(.dropOldest)))
    _ = try await client.call(TurnRetry.self, .init(turnId: ended.id))
    #expect(await home.models.exchange(2).request.messages.last?.content == "two")
  }

  @Test func `without a figure nothing is too long here`() async throws {
    let home = try home(contextTokens: nil)
    let client = try home.connect()
    let id = try await thread(client, pairs: 10)
    #expect(await client.refusal(of: asking("two", on: id)) == nil)
    #expect(home.models.exchanges[0].request.messages.count == 21)
  }

  @Test func `what the provider counted corrects the estimate upwards, and never downwards`()
    throws
  {
    let window = try #require(
      ContextWindow(
        of: ModelDirectory.Choice(
          "one", of: Provider(name: "test", baseURL: "http://127.0.0.1:1/v1"),
          known: KnownModels(contextTokens: 100)), policy: .dropOldest, options: options))
    let messages = [ChatRequest.Message.Role.user, .assistant, .user].map {
      ChatRequest.Message(role: $0, content: words)
    }
    // 42 by the estimate; the first message was 14 by it, and 35 as the provider counted.
    #expect(try window.dropped(from: messages, history: 0..<2) == [])
    let measured = ContextWindow.Measurement(35, before: 1)
    #expect(try window.dropped(from: messages, history: 0..<2, measured) == [0, 1])
    let less = ContextWindow.Measurement(1, before: 1)
    #expect(try window.dropped(from: messages, history: 0..<2, less) == [])
  }

  @Test func `a thread that the provider found longer is cut sooner`() async throws {
    let home = try TemporaryDaemon(script: { exchange in
      exchange.say(.text(exchange.request.messages.last?.content ?? ""))
      exchange.say(
        .completed(
          Completion(
            finishReason: "stop",
            usage: Usage(promptTokens: 70, completionTokens: 70, totalTokens: 140))))
    }) {
      $0.contextPolicy = .dropOldest
      $0.knownModels = ["test": KnownModels(contextTokens: 100)]
    }
    let client = try home.connect()
    let thread = try await client.call(ThreadCreate.self, .init()).thread.id
    #expect(
      try await client.call(TurnRun.self, asking(words, on: thread)).turn.droppedMessages == nil)
    #expect(
      try await client.call(TurnRun.self, asking("two", on: thread)).turn.droppedMessages == 2)
  }

  @Test func `a model's own figure goes before its provider's`() {
    let known = KnownModels(
      contextTokens: 100, models: ["big": ModelSettings(contextTokens: PositiveCount(1000))])
    #expect(known.contextTokens(of: "big") == 1000)
    #expect(known.contextTokens(of: "small") == 100)
  }
}
