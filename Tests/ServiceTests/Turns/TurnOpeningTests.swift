import Dispatch
import JSON
import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// Turns whose row is not written yet: their model is searched for, or the writer is busy.
@Suite(.timeLimit(.minutes(1)))
struct TurnOpeningTests {
  let home: TemporaryDaemon
  let client: TestClient

  /// A daemon whose only provider does not answer which models it has until the test lets it.
  init() throws {
    home = try TemporaryDaemon(change: {
      $0.model = nil
      $0.limits.runningTurns = 2
    })
    home.models.offer(["small"], at: "test")
    home.models.mute("test")
    client = try home.connect()
  }

  @Test
  func `turns that search for the same model ask once, have no slot, and run when it is found`()
    async throws
  {
    let runs = try (0..<16).map { _ in
      try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    }
    await home.models.whenAsked(1)
    // A turn that names a known model does not wait for them.
    let stranger = try home.connectStranger()
    let named = try stranger.send(
      TurnRun.self, TurnRequest(input: ask("Mine"), model: ModelName("test/small")))
    await home.models.exchange(1).answer("Yours")
    #expect(try await stranger.result(of: TurnRun.self, named).turn.output == "Yours")
    home.models.speak("test")
    for number in 0..<16 { await home.models.exchange(number + 2).answer("Hello") }
    for run in runs {
      let turn = try await client.result(of: TurnRun.self, run).turn
      #expect(turn.status == .completed && turn.model.text == "test/small")
    }
    #expect(home.models.asked.count == 1)
  }

  @Test func `a turn that is cancelled during the search ends at once and leaves no trace`()
    async throws
  {
    let id: TurnID = IDSource().next()
    let run = try client.send(TurnRun.self, TurnRequest(id: id, input: ask("Hi"), stream: true))
    await home.models.whenAsked(1)
    let cancelled = try await home.connect().call(TurnCancel.self, .init(turnId: id)).turn
    #expect(cancelled.status == .cancelled && cancelled.input == "Hi")
    let ended = try await client.result(of: TurnRun.self, run)
    #expect(ended == TurnRun.Result(turn: cancelled, thread: nil, messages: []))
    #expect(client.transcript == ["turn/ended", "answer \(run)"])
    #expect(try await client.fault("turn/get", #"{"turnId":"\#(id)"}"#).kind == .notFound)
    #expect(try await client.call(ThreadList.self, .init()).data.isEmpty)
    // No turn waits for the list any more.
    #expect(home.models.searching == 0)
  }

  @Test
  func `a started turn that is cancelled during the search is answered, then turn/ended is sent`()
    async throws
  {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let id: TurnID = IDSource().next()
    let start = try client.send(
      TurnStart.self, TurnRequest(threadId: thread.id, id: id, input: ask("Hi")))
    await home.models.whenAsked(1)
    let watch = try client.send(TurnWatch.self, .init(turnId: id))
    let cancel = try client.send(TurnCancel.self, .init(turnId: id))
    let turn = try await client.result(of: TurnStart.self, start).turn
    #expect(turn.status == .cancelled && turn.threadId == thread.id)
    #expect(try await client.result(of: TurnCancel.self, cancel).turn == turn)
    #expect(try await client.result(of: TurnWatch.self, watch).turn == turn)
    #expect(try await client.notification(TurnEnded.self).turn == turn)
    let answered = try #require(client.transcript.firstIndex(of: "answer \(start)"))
    let told = try #require(client.transcript.firstIndex(of: "turn/ended"))
    #expect(answered < told)
  }

  @Test(arguments: [TurnRun.name, TurnStart.name])
  func `a request that is cancelled during the search is answered at once, and leaves no turn`(
    method: String
  ) async throws {
    let id: TurnID = IDSource().next()
    let request = try client.send(method, #"{"id":"\#(id)","input":"Hi"}"#)
    await home.models.whenAsked(1)
    client.cancelRequest(request)
    let answer = await client.answer(to: request)
    let fault = try #require(answer["error"]).decode(ErrorObject.self).fault
    #expect(fault == .cancelled(turn: id))
    #expect(home.models.searching == 0)
    #expect(try await client.fault("turn/get", #"{"turnId":"\#(id)"}"#).kind == .notFound)
  }

  @Test func `a turn that is called off does not end the search of the others`() async throws {
    let first = try client.send(TurnRun.self, TurnRequest(input: ask("one")))
    let second = try client.send(TurnRun.self, TurnRequest(input: ask("two")))
    await home.models.whenAsked(1)
    client.cancelRequest(first)
    _ = await client.answer(to: first)
    home.models.speak("test")
    await home.models.exchange(1).answer("2")
    #expect(try await client.result(of: TurnRun.self, second).turn.output == "2")
  }

  @Test func `a turn ends with its connection during the search if its request says so`()
    async throws
  {
    try client.send(TurnStart.self, TurnRequest(input: ask("Hi"), onDisconnect: .cancel))
    await home.models.whenAsked(1)
    client.disconnect()
    #expect(home.models.searching == 0)
  }

  @Test func `a daemon that stops does not wait for the search`() async throws {
    let id: TurnID = IDSource().next()
    let run = try client.send(TurnRun.self, TurnRequest(id: id, input: ask("Hi")))
    await home.models.whenAsked(1)
    await home.daemon.endTurns()
    let answer = await client.answer(to: run)
    #expect(try #require(answer["error"]).decode(ErrorObject.self).fault == .shuttingDown(turn: id))
  }

  @Test func `deleting the thread or the user ends the search`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let run = try client.send(TurnRun.self, TurnRequest(threadId: thread.id, input: ask("Hi")))
    await home.models.whenAsked(1)
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread.id))
    #expect(try await client.result(of: TurnRun.self, run).turn.status == .cancelled)
    let other = try client.send(TurnRun.self, TurnRequest(input: ask("Ho")))
    await home.models.whenAsked(2)
    let email = try await client.call(UserGet.self, NoParams()).user.email
    _ = try await client.call(UserDelete.self, .init(confirm: try #require(Email(email))))
    #expect(try await client.result(of: TurnRun.self, other).turn.status == .cancelled)
    #expect(home.models.searching == 0)
  }

  @Test func `later requests of the connection do not wait for the search`() async throws {
    try client.send(TurnStart.self, TurnRequest(input: ask("Hi")))
    #expect(try await client.call(ThreadList.self, .init()).data.isEmpty)
    #expect(home.models.searching == 1)
  }

  @Test func `turns of a thread keep their order during a search`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let runs = try ["one", "two"].map {
      try client.send(TurnRun.self, TurnRequest(threadId: thread.id, input: ask($0)))
    }
    let named = try client.send(
      TurnRun.self,
      TurnRequest(threadId: thread.id, input: ask("three"), model: ModelName("test/small")))
    await home.models.whenAsked(1)
    home.models.speak("test")
    for (number, input) in ["one", "two", "three"].enumerated() {
      let exchange = await home.models.exchange(number + 1)
      #expect(exchange.request.messages.last?.content == input)
      exchange.answer(input)
    }
    for run in runs + [named] { _ = try await client.result(of: TurnRun.self, run) }
  }

  @Test(arguments: [false, true])
  func `an ephemeral turn waits for the search and is called off in the same way`(isFound: Bool)
    async throws
  {
    let id: TurnID = IDSource().next()
    let run = try client.send(
      TurnRun.self, TurnRequest(id: id, input: ask("Hi"), ephemeral: true))
    await home.models.whenAsked(1)
    if isFound {
      home.models.speak("test")
      await home.models.exchange(1).answer("Hello")
    } else {
      _ = try await client.call(TurnCancel.self, .init(turnId: id))
    }
    let turn = try await client.result(of: TurnRun.self, run).turn
    #expect(turn.status == (isFound ? .completed : .cancelled))
    #expect(turn.threadId == nil)
  }

  @Test func `a search that fails is the turn's error, and the next turn searches again`()
    async throws
  {
    home.models.fail("test", with: Failure(.timeout, "It did not list its models."))
    let runs = try (0..<3).map { _ in
      try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    }
    await home.models.whenAsked(1)
    home.models.speak("test")
    for run in runs {
      let answer = await client.answer(to: run)
      let fault = try #require(answer["error"]).decode(ErrorObject.self).fault
      #expect(fault.kind == .provider && fault.data.class == .timeout)
    }
    let before = home.models.asked.count
    home.models.offer(["small"], at: "test")
    let run = try client.send(TurnRun.self, TurnRequest(input: ask("Hi")))
    await home.models.exchange(1).answer("Hello")
    _ = try await client.result(of: TurnRun.self, run)
    #expect(home.models.asked.count == before + 1)
  }

  @Test func `a turn can be called off while the writer is busy, and is not written later`()
    async throws
  {
    let (begun, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let owned = home.daemon.store.scoped(to: try home.daemon.store.owner(peer: .own()))
    owned.write({ _ in
      begun.signal()
      release.wait()
    }) { _ in }
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      DispatchQueue.global().async {
        begun.wait()
        done.resume()
      }
    }
    let id: TurnID = IDSource().next()
    let start = try client.send(
      TurnStart.self, TurnRequest(id: id, input: ask("Hi"), model: ModelName("test/small")))
    // Answered while the writer is still busy.
    _ = try await client.call(TurnCancel.self, .init(turnId: id))
    #expect(try await client.result(of: TurnStart.self, start).turn.status == .cancelled)
    release.signal()
    // After the write that was called off.
    _ = try await client.call(ThreadCreate.self, .init())
    #expect(try await client.call(TurnList.self, .init()).data.isEmpty)
    #expect(home.models.exchanges.isEmpty)
  }

  private func ask(_ text: String) -> Content { Content(trusted: text) }
}
