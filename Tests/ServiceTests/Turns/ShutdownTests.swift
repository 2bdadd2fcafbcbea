import JSON
import OpenAI
import Store
import Testing
import Turns
import Wire

@testable import Service

/// How turns end when the daemon stops, or was killed.
@Suite struct ShutdownTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon { _ in
    } change: {
      $0.graceSeconds = 0.05
    }
    client = try home.connect()
  }

  @Test func `a turn that does not finish in time is interrupted and keeps its output`()
    async throws
  {
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi"), stream: true))
    await home.models.exchange(1).say(.text("Hel"))
    let turn = try await client.notification(TurnStarted.self).turn
    await home.daemon.endTurns()
    let answer = await client.answer(to: run)
    #expect(
      try #require(answer["error"]).decode(ErrorObject.self).fault == .shuttingDown(turn: turn.id))
    let kept = try await client.call(TurnGet.self, .init(turnId: turn.id)).turn
    #expect(kept.status == .interrupted)
    #expect(kept.error?.message == "The daemon was stopped before the answer was complete.")
    #expect(kept.error?.data.turnId == turn.id)
    #expect(kept.output == "Hel")
    #expect(kept.messageIds.isEmpty)
  }

  @Test func `a waiting turn is interrupted at once, and no new one begins`() async throws {
    let first = try await client.call(TurnStart.self, TurnRequest(input: ask("one")))
    let thread = try #require(first.thread)
    let second = try client.send(
      TurnRun.self, TurnRequest(threadId: thread.id, input: ask("two")))
    _ = try await client.call(ThreadList.self, .init())
    async let ending: Void = home.daemon.endTurns()
    let answer = await client.answer(to: second)
    #expect(
      try #require(answer["error"]).decode(ErrorObject.self).fault.kind == .shuttingDown)
    await ending
    let refused = try await client.fault("turn/run", #"{"input":"three"}"#)
    #expect(refused.kind == .shuttingDown)
  }

  @Test func `turns that finish in the grace period are complete`() async throws {
    let home = try TemporaryDaemon { _ in
    } change: {
      $0.graceSeconds = 30
    }
    let client = try home.connect()
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    let exchange = await home.models.exchange(1)
    async let ending: Void = home.daemon.endTurns()
    exchange.answer("Hello")
    #expect(try await client.result(of: TurnRun.self, run).turn.status == .completed)
    await ending
  }

  @Test
  func `the next daemon interrupts turns that a killed one left running, and changes nothing else`()
    async throws
  {
    let started = try await client.call(TurnStart.self, TurnRequest(input: ask("Hi")))
    let exchange = await home.models.exchange(1)
    exchange.say(.text("Hel"))
    let live = try #require(
      home.daemon.turns.live(
        TurnKey(owner: try home.daemon.store.owner(peer: .own()).key, id: started.turn.id)))
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      live.owned.write({ changes in
        try changes.keepTurnText(started.turn.id, text: "Hel", reasoning: "")
      }) { _ in done.resume() }
    }
    // As after kill -9: the lock is free, and the row has the status running.
    home.daemon.close()
    let next = try TemporaryDaemon.open(home.folder, home.models)
    defer { next.close() }
    let after = try TestClient(next)
    let turn = try await after.call(TurnGet.self, .init(turnId: started.turn.id)).turn
    #expect(turn.status == .interrupted)
    #expect(turn.output == "Hel")
    #expect(turn.input == "Hi")
    #expect(turn.error?.fault == Fault.leftUnfinished(turn: turn.id))
    let threads = try await after.call(ThreadList.self, .init()).data
    #expect(threads.map(\.messageCount) == [0])
  }

  private func ask(_ text: String) -> Content { Content(trusted: text) }
}
