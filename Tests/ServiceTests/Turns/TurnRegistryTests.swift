import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// Turns from their request to their messages, with a model that answers as the test says.
@Suite struct TurnRegistryTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  @Test func `a question creates a thread and is written with its answer`() async throws {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("What is a skein?")))
    await home.models.exchange(1).answer("A length ", "of yarn.")
    let result = try await client.result(of: TurnRun.self, id)
    #expect(result.turn.status == .completed)
    #expect(result.turn.input == "What is a skein?")
    #expect(result.turn.output == "A length of yarn.")
    #expect(result.turn.finishReason == "stop")
    #expect(result.turn.totalTokens == 10)
    #expect(result.thread?.title?.text == "What is a skein?")
    #expect(result.thread?.messageCount == 2)
    #expect(result.messages.map(\.content) == ["What is a skein?", "A length of yarn."])
    #expect(result.messages.map(\.sequence) == [Sequence(1), Sequence(2)])
    #expect(result.messages.map(\.role) == [.user, .assistant])
    #expect(result.turn.messageIds == result.messages.compactMap(\.id))
    #expect(client.transcript == ["answer \(id)"])
  }

  @Test func `a stream is turn/started, turn/delta, turn/ended, and then the answer`() async throws
  {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    let exchange = await home.models.exchange(1)
    exchange.say(.reasoning("Hm."))
    exchange.answer("Hel", "lo")
    _ = await client.answer(to: id)
    #expect(
      client.transcript == [
        "turn/started", "turn/delta", "turn/delta", "turn/delta", "turn/ended", "answer \(id)",
      ])
    let deltas = try client.notifications(TurnDelta.self)
    #expect(deltas.map(\.seq) == [Sequence(1), Sequence(2), Sequence(3)])
    #expect(deltas.filter { $0.kind == .text }.map(\.text).joined() == "Hello")
    let ended = try #require(try client.notifications(TurnEnded.self).first)
    #expect(ended.messages.last?.content == "Hello")
    #expect(ended.turn.reasoning == "Hm.")
  }

  @Test func `the model is sent the system prompt, the thread in order, then the question`()
    async throws
  {
    let thread = try await client.call(
      ThreadCreate.self, .init(systemPrompt: SystemPrompt("Be brief."))
    ).thread
    for (role, text) in [(Noun.Role.user, "one"), (.assistant, "two")] {
      _ = try await client.call(
        MessageAppend.self, .init(threadId: thread.id, role: role, content: ask(text)))
    }
    try client.send(TurnRun.self, TurnRequest(threadId: thread.id, input: ask("three")))
    let sent = await home.models.exchange(1).request.messages
    #expect(sent.map(\.content) == ["Be brief.", "one", "two", "three"])
    #expect(sent.map(\.role) == [.system, .user, .assistant, .user])
  }

  @Test func `an empty answer in a thread is never sent`() async throws {
    let first = try client.send(TurnRun.self, TurnRequest(input: ask("one")))
    // As an older version or an import may have written it.
    await home.models.exchange(1).answer()
    let thread = try #require(try await client.result(of: TurnRun.self, first).thread).id
    for (number, ephemeral) in [(2, true), (3, false)] {
      let next = try client.send(
        TurnRun.self,
        TurnRequest(threadId: thread, input: ask("two"), ephemeral: ephemeral))
      let exchange = await home.models.exchange(number)
      #expect(exchange.request.messages.map(\.role) == [.user])
      #expect(exchange.request.messages.map(\.content) == ["one\n\ntwo"])
      exchange.answer("Yes.")
      _ = try await client.result(of: TurnRun.self, next)
    }
  }

  @Test func `reasoning is sent back to the provider that wants it, and only its own`() async throws
  {
    let first = try client.send(TurnRun.self, TurnRequest(input: ask("one")))
    let exchange = await home.models.exchange(1)
    exchange.say(.reasoning("Hm."))
    exchange.answer("Yes.")
    let thread = try #require(try await client.result(of: TurnRun.self, first).thread).id
    _ = try await client.call(
      MessageAppend.self, .init(threadId: thread, role: .assistant, content: ask("Really.")))
    try client.send(TurnRun.self, TurnRequest(threadId: thread, input: ask("two")))
    let request = await home.models.exchange(2).request
    #expect(request.messages.map(\.content) == ["one", "Yes.", "Really.", "two"])
    let recall = try #require(request.recall)
    let thoughts: [String?] = await withCheckedContinuation { continuation in
      recall { continuation.resume(returning: $0) }
    }
    #expect(thoughts == [nil, "Hm.", nil, nil])
    // Without a history there is no reasoning.
    #expect(exchange.request.recall == nil)
  }

  @Test func `text that turns out to be reasoning makes followers watch again`()
    async throws
  {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    let exchange = await home.models.exchange(1)
    exchange.say(.text("It "))
    exchange.say(.text("may be."))
    exchange.say(.textWasReasoning)
    exchange.say(.text("It "))
    _ = try await client.notification(TurnLagged.self)
    let turn = try #require(try client.notifications(TurnStarted.self).first).turn
    let watcher = try home.connect()
    for after in [0, 1, 2] {
      let seen = try await watcher.call(
        TurnWatch.self, .init(turnId: turn.id, afterSeq: Sequence(after)))
      #expect(seen.fromSeq == Sequence(0) && seen.seq == Sequence(3))
      #expect(seen.text == "It " && seen.reasoning == "It may be.")
    }
    let next = try await watcher.call(
      TurnWatch.self, .init(turnId: turn.id, afterSeq: Sequence(3)))
    #expect(next.fromSeq == Sequence(3) && next.text == "" && next.reasoning == "")
    exchange.answer("is.")
    let result = try await client.result(of: TurnRun.self, id)
    #expect(result.turn.output == "It is." && result.turn.reasoning == "It may be.")
    #expect(result.messages.last?.content == "It is.")
    #expect(
      client.transcript == [
        "turn/started", "turn/delta", "turn/delta", "turn/lagged", "turn/ended", "answer \(id)",
      ])
  }

  @Test func `reasoning that turns out to be the answer makes followers watch again`()
    async throws
  {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    let exchange = await home.models.exchange(1)
    exchange.say(.reasoning("It is."))
    exchange.say(.reasoningWasText)
    exchange.answer()
    let turn = try await client.result(of: TurnRun.self, id).turn
    #expect(turn.output == "It is." && turn.reasoning == nil)
    #expect(client.transcript.contains("turn/lagged"))
  }

  @Test func `the tokens of a failed answer are counted`() async throws {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    var failure = Failure(.protocol, "The model answered nothing.", code: "noAnswer")
    failure.usage = .example
    await home.models.exchange(1).say(.failed(failure, attempts: 1))
    let fault = await fault(of: id)
    let turn = try #require(fault?.data.turnId)
    #expect(try await client.call(TurnGet.self, .init(turnId: turn)).turn.totalTokens == 10)
    let usage = try await client.call(UsageSummary.self, .init())
    #expect(usage.total.totalTokens == 10)
  }

  @Test func `a turn's own system prompt is used for this turn only`() async throws {
    let thread = try await client.call(
      ThreadCreate.self, .init(systemPrompt: SystemPrompt("Be brief."))
    ).thread
    try client.send(
      TurnRun.self,
      TurnRequest(
        threadId: thread.id, input: ask("Hi"), systemPrompt: SystemPrompt("Be long.")))
    let exchange = await home.models.exchange(1)
    #expect(exchange.request.messages.first?.content == "Be long.")
    exchange.answer("…")
    let after = try await client.call(ThreadGet.self, .init(threadId: thread.id)).thread
    #expect(after.systemPrompt?.text == "Be brief.")
  }

  @Test func `a message that is appended meanwhile comes before question and answer`() async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let id = try client.send(TurnRun.self, TurnRequest(threadId: thread.id, input: ask("Hi")))
    let exchange = await home.models.exchange(1)
    _ = try await client.call(
      MessageAppend.self, .init(threadId: thread.id, role: .user, content: ask("meanwhile")))
    exchange.answer("Hello")
    _ = try await client.result(of: TurnRun.self, id)
    let page = try await client.call(MessageList.self, .init(threadId: thread.id))
    #expect(page.data.map(\.content) == ["meanwhile", "Hi", "Hello"])
    #expect(page.data.map(\.sequence) == [Sequence(1), Sequence(2), Sequence(3)])
  }

  @Test func `a failed turn writes no message and keeps its output`() async throws {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    let exchange = await home.models.exchange(1)
    exchange.say(.text("Hel"))
    exchange.say(.failed(Failure(.network, "The connection broke.", retryable: true), attempts: 1))
    let fault = await fault(of: id)
    #expect(fault?.kind == .provider)
    #expect(fault?.data.class == .network)
    #expect(fault?.data.provider == "test")
    let turn = try #require(try client.notifications(TurnEnded.self).first?.turn)
    #expect(fault?.data.turnId == turn.id)
    let kept = try await client.call(TurnGet.self, .init(turnId: turn.id)).turn
    #expect(kept.status == .failed)
    #expect(kept.output == "Hel")
    #expect(kept.input == "Hi")
    #expect(kept.messageIds.isEmpty)
    let threads = try await client.call(ThreadList.self, .init()).data
    #expect(threads.map(\.messageCount) == [0])
  }

  @Test func `a retry is announced with the reason and the wait`() async throws {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    let exchange = await home.models.exchange(1)
    let failure = Failure(.server, "It answered 503.", httpStatus: 503, retryable: true)
    exchange.say(.retrying(attempt: 2, delayMs: 500, error: failure))
    exchange.say(.text("Hello"))
    exchange.say(.completed(Completion(finishReason: "stop", attempts: 2)))
    let result = try await client.result(of: TurnRun.self, id)
    let retrying = try #require(try client.notifications(TurnRetrying.self).first)
    #expect(retrying.attempt == 2 && retrying.maxAttempts == 5)
    #expect(retrying.delayMs == 500)
    #expect(retrying.error.data.httpStatus == 503)
    #expect(retrying.error.message == "test: It answered 503.")
    #expect(result.turn.attempts == 2)
  }

  @Test func `an ephemeral turn stores nothing`() async throws {
    let id = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), ephemeral: true))
    await home.models.exchange(1).answer("Hello")
    let result = try await client.result(of: TurnRun.self, id)
    #expect(result.thread == nil)
    #expect(result.turn.threadId == nil)
    #expect(result.messages.map(\.content) == ["Hi", "Hello"])
    #expect(result.messages.allSatisfy { $0.id == nil && $0.sequence == nil })
    #expect(try await client.call(ThreadList.self, .init()).data.isEmpty)
    #expect(try await client.call(TurnList.self, .init()).data.isEmpty)
    let watch = try await client.fault("turn/watch", #"{"turnId":"\#(result.turn.id)"}"#)
    #expect(watch.kind == .notFound)
  }

  private func ask(_ text: String) -> Content { Content(trusted: text) }

  private func fault(of id: Int) async -> Fault? {
    try? await client.answer(to: id)["error"]?.decode(ErrorObject.self).fault
  }
}
