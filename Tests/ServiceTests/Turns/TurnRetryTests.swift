import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// Asking the question of an ended turn again.
@Suite struct TurnRetryTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  private func ask(_ text: String) -> Content { Content(trusted: text) }

  /// A turn that has failed, and its thread.
  private func failed(_ request: TurnRequest) async throws -> Noun.Turn {
    let number = home.models.exchanges.count + 1
    let id = try client.send(TurnRun.self, request)
    let exchange = await home.models.exchange(number)
    exchange.say(.failed(Failure(.server, "It answered 503.", retryable: true), attempts: 5))
    _ = await client.answer(to: id)
    let turn = try await client.call(TurnList.self, .init()).data.first
    return try await client.call(TurnGet.self, .init(turnId: try #require(turn).id)).turn
  }

  private func answered(_ request: TurnRequest, _ text: String) async throws -> TurnRun.Result {
    let number = home.models.exchanges.count + 1
    let id = try client.send(TurnRun.self, request)
    await home.models.exchange(number).answer(text)
    return try await client.result(of: TurnRun.self, id)
  }

  private func ending(of turn: TurnID, on client: TestClient? = nil) async throws
    -> TurnEnded.Params
  {
    let message = await (client ?? self.client).message {
      $0["method"]?.string == TurnEnded.name
        && $0["params"]?["turn"]?["id"]?.string == turn.description
    }
    return try #require(message["params"]).decode(TurnEnded.Params.self)
  }

  private func said(in exchange: ScriptedModels.Exchange) -> [String] {
    exchange.request.messages.map(\.content)
  }

  @Test func `a failed turn is asked again with the same settings, and is not changed`()
    async throws
  {
    var options = TurnOptions()
    options.temperature = 0.25
    let metadata = try #require(FreeObject(try RawJSON(parsing: #"{"from":"vim"}"#)))
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let old = try await failed(
      TurnRequest(
        threadId: thread.id, input: ask("Hi"), model: ModelName("test/two"),
        systemPrompt: SystemPrompt("Be brief."), metadata: metadata, options: options))
    let started = try await client.call(TurnRetry.self, .init(turnId: old.id))
    #expect(started.turn.retryOf == old.id)
    #expect(started.turn.id != old.id)
    #expect(started.turn.input == "Hi")
    #expect(started.thread?.id == thread.id)
    let exchange = await home.models.exchange(2)
    #expect(said(in: exchange) == ["Be brief.", "Hi"])
    #expect(exchange.request.model == "two")
    #expect(exchange.request.options.temperature == 0.25)
    exchange.answer("Hello")
    let ended = try await ending(of: started.turn.id)
    #expect(ended.turn.status == .completed)
    #expect(ended.messages.map(\.content) == ["Hi", "Hello"])
    #expect(ended.messages.first?.metadata == metadata)
    #expect(try await client.call(TurnGet.self, .init(turnId: old.id)).turn == old)
    #expect(old.status == .failed && old.attempts == 5)
  }

  @Test func `what the retry gives replaces what the old turn had`() async throws {
    let old = try await failed(TurnRequest(input: ask("Hi"), systemPrompt: SystemPrompt("One.")))
    var options = TurnOptions()
    options.topP = 0.5
    let metadata = try #require(FreeObject(try RawJSON(parsing: #"{"n":2}"#)))
    let started = try await client.call(
      TurnRetry.self,
      .init(
        turnId: old.id, model: ModelName("test/three"), systemPrompt: SystemPrompt("Two."),
        metadata: metadata, options: options))
    #expect(started.turn.model.text == "test/three")
    let exchange = await home.models.exchange(2)
    #expect(said(in: exchange) == ["Two.", "Hi"])
    #expect(exchange.request.options.topP == 0.5)
    exchange.answer("Hello")
    #expect(try await ending(of: started.turn.id).messages.first?.metadata == metadata)
  }

  @Test func `a completed turn is asked again with the same messages, and its answer is replaced`()
    async throws
  {
    let before = try await answered(TurnRequest(input: ask("one")), "1")
    let thread = try #require(before.thread).id
    let old = try await answered(TurnRequest(threadId: thread, input: ask("two")), "2").turn
    let first = try await client.call(TurnRetry.self, .init(turnId: old.id)).turn
    let exchange = await home.models.exchange(3)
    #expect(said(in: exchange) == ["one", "1", "two"])
    exchange.answer("2b")
    _ = try await ending(of: first.id)
    // A retry of the retry, and another of the first turn, send none of the earlier answers.
    for (number, turn) in [(4, first.id), (5, old.id)] {
      let next = try await client.call(TurnRetry.self, .init(turnId: turn)).turn
      let exchange = await home.models.exchange(number)
      #expect(said(in: exchange) == ["one", "1", "two"])
      exchange.answer("2c")
      _ = try await ending(of: next.id)
    }
    let page = try await client.call(MessageList.self, .init(threadId: thread))
    #expect(page.data.map(\.content) == ["one", "1", "two", "2c"])
    let variant = try await client.call(TurnGet.self, .init(turnId: old.id)).turn
    #expect(variant.output == "2")
    #expect(variant.messageIds.isEmpty)
    // Only the last question of a thread can be asked again.
    #expect(await kind(.init(turnId: before.turn.id)) == .invalidState)
    #expect(await kind(.init(turnId: before.turn.id, ephemeral: true)) == .invalidState)
    #expect(home.models.exchanges.count == 5)
  }

  @Test func `a cancelled turn's partial answer is not sent to the model, and is replaced`()
    async throws
  {
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    await home.models.exchange(1).say(.text("Hel"))
    let old = try await client.notification(TurnStarted.self).turn
    _ = try await client.call(TurnCancel.self, .init(turnId: old.id))
    _ = try await client.result(of: TurnRun.self, run)
    let next = try await client.call(TurnRetry.self, .init(turnId: old.id)).turn
    let exchange = await home.models.exchange(2)
    #expect(said(in: exchange) == ["Hi"])
    exchange.answer("Hello")
    let ended = try await ending(of: next.id)
    #expect(ended.messages.map(\.sequence) == [Sequence(1), Sequence(2)])
    #expect(try await client.call(TurnGet.self, .init(turnId: old.id)).turn.output == "Hel")
  }

  @Test func `a turn that has not ended can't be asked again`() async throws {
    let running = try await client.call(TurnStart.self, TurnRequest(input: ask("one")))
    let thread = try #require(running.thread).id
    let queued = try await client.call(
      TurnStart.self, TurnRequest(threadId: thread, input: ask("two"))
    ).turn
    let hidden: TurnID = IDSource().next()
    try client.send(TurnRun.self, TurnRequest(id: hidden, input: ask("Hi"), ephemeral: true))
    _ = await home.models.exchange(2)
    let before = try home.traces()
    for (turn, status) in [
      (running.turn.id, "running"), (queued.id, "queued"), (hidden, "running"),
    ] {
      let fault = try await client.fault("turn/retry", #"{"turnId":"\#(turn)"}"#)
      #expect(fault.kind == .invalidState)
      #expect(fault.data.from == status)
      #expect(fault.data.to == "retried")
    }
    // Also when it is sent directly after the turn.
    let id: TurnID = IDSource().next()
    try client.send(TurnStart.self, TurnRequest(id: id, input: ask("three")))
    #expect(
      try await client.fault("turn/retry", #"{"turnId":"\#(id)"}"#).kind == .invalidState)
    #expect(try home.traces().count == before.count)
    #expect(home.models.exchanges.count <= 3)
  }

  @Test func `a repeated retry finds the first one, running or ended, and asks once`() async throws
  {
    let old = try await failed(TurnRequest(input: ask("Hi")))
    let params = TurnRetry.Params(turnId: old.id, id: IDSource().next())
    let first = try await client.call(TurnRetry.self, params).turn
    #expect(first.id == params.id)
    let other = try home.connect()
    #expect(try await other.call(TurnRetry.self, params).turn.id == first.id)
    var another = params
    another.model = ModelName("test/two")
    #expect(await kind(another) == .conflict)
    let exchange = await home.models.exchange(2)
    exchange.answer("Hello")
    #expect(try await ending(of: first.id, on: other).turn.output == "Hello")
    _ = try await ending(of: first.id)
    // After its end, and with members that concern only the connection.
    var again = params
    (again.stream, again.ifBusy) = (true, .reject)
    let late = try home.connect()
    #expect(try await late.call(TurnRetry.self, again).turn.status == .completed)
    #expect(try await ending(of: first.id, on: late).messages.count == 2)
    #expect(await kind(another) == .conflict)
    // A question with the same id is another body, and the other way round.
    let run = #"{"input":"Hi","id":"\#(first.id)"}"#
    #expect(try await client.fault("turn/start", run).kind == .conflict)
    #expect(await kind(.init(turnId: old.id, id: old.id)) == .conflict)
    #expect(home.models.exchanges.count == 2)
  }

  @Test func `a deleted thread's turn is not found until the thread is restored`() async throws {
    let old = try await failed(TurnRequest(input: ask("Hi")))
    let thread = try #require(old.threadId)
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread))
    #expect(await kind(.init(turnId: old.id)) == .notFound)
    _ = try await client.call(ThreadRestore.self, .init(threadId: thread))
    let retry = TurnRetry.Params(turnId: old.id, id: IDSource().next())
    let next = try await client.call(TurnRetry.self, retry).turn
    await home.models.exchange(2).answer("Hello")
    _ = try await ending(of: next.id)
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread))
    #expect(await kind(retry) == .invalidState)
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread, permanent: true))
    #expect(await kind(retry) == .notFound)
    #expect(home.models.exchanges.count == 2)
  }

  @Test func `another user does not find the turn, and has their own turn with the same id`()
    async throws
  {
    let old = try await failed(TurnRequest(input: ask("mine")))
    let stranger = try home.connectStranger()
    let refused = try await stranger.fault("turn/retry", #"{"turnId":"\#(old.id)"}"#)
    #expect(refused.kind == .notFound)
    let id = try stranger.send(TurnRun.self, TurnRequest(id: old.id, input: ask("theirs")))
    await home.models.exchange(2).answer("Yours.")
    _ = await stranger.answer(to: id)
    let next = try await stranger.call(TurnRetry.self, .init(turnId: old.id)).turn
    #expect(next.input == "theirs")
  }

  @Test func `a retry waits for a busy thread, or is refused with the id of the turn that runs`()
    async throws
  {
    let old = try await failed(TurnRequest(input: ask("one")))
    let running = try await client.call(
      TurnStart.self, TurnRequest(threadId: old.threadId, input: ask("two"))
    ).turn
    let reject = #"{"turnId":"\#(old.id)","ifBusy":"reject"}"#
    let fault = try await client.fault("turn/retry", reject)
    #expect(fault == .busy(turn: running.id))
    let waiting = try await client.call(TurnRetry.self, .init(turnId: old.id)).turn
    #expect(waiting.status == .queued)
    await home.models.exchange(2).answer("2")
    let exchange = await home.models.exchange(3)
    #expect(said(in: exchange) == ["two", "2", "one"])
    exchange.answer("1")
    #expect(try await ending(of: waiting.id).turn.status == .completed)
  }

  @Test func `an ephemeral retry stores nothing`() async throws {
    let old = try await failed(TurnRequest(input: ask("Hi")))
    let next = try await client.call(TurnRetry.self, .init(turnId: old.id, ephemeral: true))
    #expect(next.thread == nil)
    #expect(next.turn.retryOf == old.id)
    await home.models.exchange(2).answer("Hello")
    #expect(try await ending(of: next.turn.id).messages.map(\.content) == ["Hi", "Hello"])
    #expect(try await client.call(TurnList.self, .init()).data.map(\.id) == [old.id])
  }

  @Test func `turns that the daemon's end interrupted can be retried one after another`()
    async throws
  {
    let home = try TemporaryDaemon { _ in
    } change: {
      $0.graceSeconds = 0.05
    }
    let client = try home.connect()
    let first = try await client.call(TurnStart.self, TurnRequest(input: ask("one")))
    let thread = try #require(first.thread).id
    for text in ["two", "three"] {
      _ = try await client.call(TurnStart.self, TurnRequest(threadId: thread, input: ask(text)))
    }
    await home.daemon.endTurns()
    home.daemon.close()
    let models = ScriptedModels { exchange in
      exchange.answer("answer to \(exchange.request.messages.last?.content ?? "")")
    }
    let daemon = try TemporaryDaemon.open(home.folder, models)
    defer { daemon.close() }
    let next = try TestClient(daemon)
    let left = try await next.call(TurnList.self, .init(threadId: thread)).data
    #expect(left.map(\.status) == [.interrupted, .interrupted, .interrupted])
    for turn in left.reversed() {
      let retry = try await next.call(TurnRetry.self, .init(turnId: turn.id)).turn
      #expect(try await ending(of: retry.id, on: next).turn.status == .completed)
    }
    let page = try await next.call(MessageList.self, .init(threadId: thread))
    #expect(
      page.data.map(\.content) == [
        "one", "answer to one", "two", "answer to two", "three", "answer to three",
      ])
    #expect(
      try await next.call(TurnList.self, .init(threadId: thread, status: .interrupted)).data.count
        == 3)
  }

  /// The kind of error with which a retry is refused; nil if it is not.
  private func kind(_ params: TurnRetry.Params) async -> Fault.Kind? {
    do {
      _ = try await client.call(TurnRetry.self, params)
      return nil
    } catch {
      return (error as? Fault)?.kind
    }
  }
}
