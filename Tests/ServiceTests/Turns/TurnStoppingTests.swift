import Dispatch
import JSON
import OpenAI
import Testing
import Wire

@testable import Service
@testable import Store

/// Turns that end before their model has finished, wait for others, or are requested twice.
@Suite struct TurnStoppingTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  @Test func `a cancelled turn's question and output are written as messages`() async throws {
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    await home.models.exchange(1).say(.text("Hel"))
    let turn = try await client.notification(TurnStarted.self).turn
    let other = try home.connect()
    let cancelled = try await other.call(TurnCancel.self, .init(turnId: turn.id)).turn
    #expect(cancelled.status == .cancelled)
    let result = try await client.result(of: TurnRun.self, run)
    #expect(result.turn == cancelled)
    #expect(result.turn.finishReason == "cancelled")
    #expect(result.messages.map(\.content) == ["Hi", "Hel"])
    let again = try await other.call(TurnCancel.self, .init(turnId: turn.id)).turn
    #expect(again == cancelled)
  }

  @Test func `a turn that is cancelled before any output writes no message and keeps its input`()
    async throws
  {
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    _ = await home.models.exchange(1)
    let turn = try await client.notification(TurnStarted.self).turn
    _ = try await client.call(TurnCancel.self, .init(turnId: turn.id))
    let result = try await client.result(of: TurnRun.self, run)
    #expect(result.messages.isEmpty)
    #expect(result.thread?.messageCount == 0)
    #expect(try await client.call(TurnGet.self, .init(turnId: turn.id)).turn.input == "Hi")
  }

  @Test
  func `a run whose own request is cancelled is answered with that, and its turn is cancelled`()
    async throws
  {
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    await home.models.exchange(1).say(.text("Hel"))
    let turn = try await client.notification(TurnStarted.self).turn
    client.cancelRequest(run)
    let answer = await client.answer(to: run)
    let fault = try #require(answer["error"]).decode(ErrorObject.self).fault
    #expect(fault.kind == .cancelled)
    #expect(fault.data.turnId == turn.id)
    let kept = try await client.call(TurnGet.self, .init(turnId: turn.id)).turn
    #expect(kept.status == .cancelled)
    #expect(kept.output == "Hel")
  }

  @Test func `turns of one thread wait for one another and send the messages before them`()
    async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let runs = try ["one", "two", "three"].map {
      try client.send(TurnRun.self, TurnRequest(threadId: thread.id, input: ask($0)))
    }
    await home.models.exchange(1).answer("1")
    await home.models.exchange(2).say(.failed(Failure(.server, "Down."), attempts: 1))
    let third = await home.models.exchange(3)
    #expect(third.request.messages.map(\.content) == ["one", "1", "three"])
    third.answer("3")
    _ = try await client.result(of: TurnRun.self, runs[0])
    await #expect(throws: Fault.self) { try await client.result(of: TurnRun.self, runs[1]) }
    let last = try await client.result(of: TurnRun.self, runs[2])
    #expect(last.messages.map(\.sequence) == [Sequence(3), Sequence(4)])
  }

  @Test func `a turn that may not wait is refused with the id of the turn that runs`() async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    try client.send(
      TurnStart.self, TurnRequest(threadId: thread.id, input: ask("one")))
    let turn = try await client.notification(TurnStarted.self).turn
    let fault = try await client.fault(
      "turn/run", #"{"threadId":"\#(thread.id)","input":"two","ifBusy":"reject"}"#)
    #expect(fault == .busy(turn: turn.id))
  }

  @Test func `a waiting turn that is cancelled never asks the model`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    try client.send(TurnStart.self, TurnRequest(threadId: thread.id, input: ask("one")))
    let second = try await client.call(
      TurnStart.self, TurnRequest(threadId: thread.id, input: ask("two"))
    ).turn
    #expect(second.status == .queued)
    let cancelled = try await client.call(TurnCancel.self, .init(turnId: second.id)).turn
    #expect(cancelled.status == .cancelled)
    await home.models.exchange(1).answer("1")
    let third = try client.send(
      TurnRun.self, TurnRequest(threadId: thread.id, input: ask("three")))
    await home.models.exchange(2).answer("3")
    _ = try await client.result(of: TurnRun.self, third)
    #expect(home.models.exchanges.count == 2)
  }

  @Test func `the same id with the same body finds the turn, running or ended`() async throws {
    let id: TurnID = IDSource().next()
    let first = try client.send(TurnRun.self, TurnRequest(id: id, input: ask("Hi")))
    let exchange = await home.models.exchange(1)
    exchange.say(.text("Hel"))
    let other = try home.connect()
    let second = try other.send(TurnRun.self, TurnRequest(id: id, input: ask("Hi"), stream: true))
    _ = try await other.notification(TurnDelta.self)
    exchange.answer("lo")
    let ended = try await client.result(of: TurnRun.self, first)
    #expect(try await other.result(of: TurnRun.self, second) == ended)
    #expect(
      other.transcript == [
        "turn/started", "turn/delta", "turn/delta", "turn/ended", "answer \(second)",
      ])
    #expect(try other.notifications(TurnDelta.self).map(\.text) == ["Hel", "lo"])
    let third = try await client.call(TurnRun.self, TurnRequest(id: id, input: ask("Hi")))
    #expect(third == ended)
    #expect(home.models.exchanges.count == 1)
    let fault = try await client.fault("turn/run", #"{"id":"\#(id)","input":"Ho"}"#)
    #expect(fault.kind == .conflict)
  }

  @Test
  func `cancelling an ended turn answers with it, also while its id is used for another request`()
    async throws
  {
    let ran = try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    await home.models.exchange(1).answer("Hello")
    let turn = try await client.result(of: TurnRun.self, ran).turn
    // The writer is blocked, so that the row of the second question is not written yet.
    let goesOn = DispatchSemaphore(value: 0)
    home.daemon.store.writes.submit(
      WriteQueue.Job(
        perform: { _ in
          goesOn.wait()
          return {}
        }, refuse: { _ in }))
    let other = try client.send("turn/start", #"{"id":"\#(turn.id)","input":"Ho"}"#)
    let cancel = try client.send(TurnCancel.self, .init(turnId: turn.id))
    goesOn.signal()
    #expect(try await client.result(of: TurnCancel.self, cancel).turn == turn)
    let refused = await client.answer(to: other)
    #expect(try #require(refused["error"]).decode(ErrorObject.self).fault.kind == .conflict)
  }

  @Test
  func `unwatching one's own turn needs no watch before, and another user's turn is not found`()
    async throws
  {
    let ran = try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    let exchange = await home.models.exchange(1)
    let running = try await client.call(TurnList.self, .init(status: .running)).data
    let id = try #require(running.first).id
    _ = try await client.call(TurnUnwatch.self, .init(turnId: id))
    let stranger = try home.connectStranger()
    let params = #"{"turnId":"\#(id)"}"#
    #expect(try await stranger.fault("turn/unwatch", params).kind == .notFound)
    exchange.answer("Hello")
    _ = try await client.result(of: TurnRun.self, ran)
    _ = try await client.call(TurnUnwatch.self, .init(turnId: id))
    #expect(try await stranger.fault("turn/unwatch", params).kind == .notFound)
    let nobodys: TurnID = IDSource().next()
    let unknown = try await client.fault("turn/unwatch", #"{"turnId":"\#(nobodys)"}"#)
    #expect(unknown.kind == .notFound)
  }

  @Test func `a turn outlives the connection that started it`() async throws {
    try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    let exchange = await home.models.exchange(1)
    client.disconnect()
    let other = try home.connect()
    let running = try await other.call(TurnList.self, .init(status: .running)).data
    let turn = try #require(running.first)
    _ = try await other.call(TurnWatch.self, .init(turnId: turn.id))
    exchange.answer("Hello")
    #expect(try await other.notification(TurnEnded.self).messages.last?.content == "Hello")
  }

  @Test func `a turn ends with its connection if its request says so`() async throws {
    try client.send(
      TurnStart.self, TurnRequest(input: ask("Hi"), onDisconnect: .cancel))
    let turn = try await client.notification(TurnStarted.self).turn
    let other = try home.connect()
    _ = try await other.call(TurnWatch.self, .init(turnId: turn.id))
    client.disconnect()
    #expect(try await other.notification(TurnEnded.self).turn.status == .cancelled)
  }

  @Test func `another connection that closes ends no turn`() async throws {
    try client.send(
      TurnStart.self, TurnRequest(input: ask("Hi"), onDisconnect: .cancel))
    let turn = try await client.notification(TurnStarted.self).turn
    let other = try home.connect()
    _ = try await other.call(TurnWatch.self, .init(turnId: turn.id))
    other.disconnect()
    await home.models.exchange(1).answer("Hello")
    #expect(try await client.notification(TurnEnded.self).turn.status == .completed)
    #expect(try other.notifications(TurnEnded.self).isEmpty)
  }

  private func ask(_ text: String) -> Content { Content(trusted: text) }
}
