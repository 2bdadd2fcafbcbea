import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// Following a turn: its output so far and then each delta, at any time.
@Suite struct TurnWatchTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon()
    client = try home.connect()
  }

  @Test func `turn/start is answered before its first notification`() async throws {
    let id = try client.send(TurnStart.self, TurnRequest(input: ask("Hi")))
    await home.models.exchange(1).answer("Hello")
    _ = try await client.notification(TurnEnded.self)
    #expect(
      client.transcript == ["answer \(id)", "turn/started", "turn/delta", "turn/ended"])
    let started = try await client.result(of: TurnStart.self, id)
    #expect(started.turn.status == .running)
    #expect(started.thread?.title?.text == "Hi")
  }

  @Test func `200 watchers get the same output, whenever they begin to follow`() async throws {
    let turn = try await client.call(TurnStart.self, TurnRequest(input: ask("Hi"))).turn
    let exchange = await home.models.exchange(1)
    var watchers: [(client: TestClient, before: String)] = []
    for number in 1...200 {
      exchange.say(.text("\(number) "))
      let watcher = try home.connect()
      let seen = try await watcher.call(TurnWatch.self, .init(turnId: turn.id))
      watchers.append((watcher, seen.text))
    }
    exchange.answer("end")
    for (watcher, before) in watchers {
      let ended = try await watcher.notification(TurnEnded.self)
      let tail = try watcher.notifications(TurnDelta.self).map(\.text).joined()
      #expect(before + tail == ended.messages.last?.content)
    }
  }

  @Test func `a watcher that follows again continues after the delta that it names`() async throws {
    let turn = try await client.call(TurnStart.self, TurnRequest(input: ask("Hi"))).turn
    let exchange = await home.models.exchange(1)
    for word in ["a", "b", "c"] { exchange.say(.text(word)) }
    let other = try home.connect()
    let seen = try await other.call(
      TurnWatch.self, .init(turnId: turn.id, afterSeq: Sequence(2)))
    #expect(seen.text == "c")
    #expect(seen.fromSeq == Sequence(2))
    let unknown = try await other.call(
      TurnWatch.self, .init(turnId: turn.id, afterSeq: Sequence(99)))
    #expect(unknown.text == "abc")
    #expect(unknown.fromSeq == Sequence(0))
    exchange.answer("d")
    let deltas = try await other.notification(TurnEnded.self)
    #expect(deltas.messages.last?.content == "abcd")
    #expect(try other.notifications(TurnDelta.self).map(\.text) == ["d"])
  }

  @Test func `a watcher of an ended turn gets the whole output at once`() async throws {
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    await home.models.exchange(1).answer("Hel", "lo")
    let turn = try await client.result(of: TurnRun.self, run).turn
    let other = try home.connect()
    let seen = try await other.call(TurnWatch.self, .init(turnId: turn.id))
    #expect(seen.text == "Hello")
    #expect(seen.fromSeq == Sequence(0))
    #expect(try await other.notification(TurnEnded.self).turn == turn)
  }

  @Test func `a watcher that stops following gets no more deltas`() async throws {
    let turn = try await client.call(TurnStart.self, TurnRequest(input: ask("Hi"))).turn
    let exchange = await home.models.exchange(1)
    let other = try home.connect()
    _ = try await other.call(TurnWatch.self, .init(turnId: turn.id))
    _ = try await other.call(TurnUnwatch.self, .init(turnId: turn.id))
    exchange.answer("Hello")
    _ = try await client.notification(TurnEnded.self)
    #expect(other.transcript == ["answer 1", "answer 2"])
  }

  @Test func `a slow watcher is told so, and catches up by watching again`() async throws {
    let turn = try await client.call(TurnStart.self, TurnRequest(input: ask("Hi"))).turn
    let exchange = await home.models.exchange(1)
    let slow = try home.connect()
    _ = try await slow.call(TurnWatch.self, .init(turnId: turn.id))
    exchange.say(.text("a"))
    slow.fallBehind(by: Limits.watcherBacklogBytes)
    exchange.say(.text("b"))
    exchange.say(.text("c"))
    #expect(try await slow.notification(TurnLagged.self).seq == Sequence(1))
    slow.fallBehind(by: 0)
    let caught = try await slow.call(
      TurnWatch.self, .init(turnId: turn.id, afterSeq: Sequence(1)))
    #expect(caught.text == "bc")
    exchange.answer("d")
    _ = try await slow.notification(TurnEnded.self)
    #expect(try slow.notifications(TurnDelta.self).map(\.text) == ["a", "d"])
    #expect(try client.notifications(TurnDelta.self).map(\.text) == ["a", "b", "c", "d"])
  }

  @Test func `an ephemeral turn can be watched and cancelled while it runs`() async throws {
    let turn = try await client.call(
      TurnStart.self, TurnRequest(input: ask("Hi"), ephemeral: true)
    ).turn
    await home.models.exchange(1).say(.text("Hel"))
    let other = try home.connect()
    #expect(try await other.call(TurnWatch.self, .init(turnId: turn.id)).text == "Hel")
    let cancelled = try await other.call(TurnCancel.self, .init(turnId: turn.id)).turn
    #expect(cancelled.status == .cancelled)
    #expect(cancelled.output == "Hel")
  }

  private func ask(_ text: String) -> Content { Content(trusted: text) }
}
