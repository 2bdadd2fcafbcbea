import Glibc
import OwnThread
import Synchronization
import Testing
import Upstream
import Wire

/// kill -9, at whatever moment.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct CrashTests {
  @Test func `what a killed daemon's model had said is kept with the turn and nowhere else`()
    throws
  {
    let tap = Tap()
    let daemon = try LiveDaemon(try .saying(tap))
    let client = try daemon.connect()
    let start = try client.call(TurnStart.self, .asking("Tell me a long story"))
    let thread = try #require(start.thread).id
    var poured = ""
    func pour(_ words: String) throws {
      poured += words
      tap.pour(words)
      _ = try client.deltas { $0 == words }
    }
    for number in 1...20 { try pour("word \(number) ") }
    let early = poured
    // About every second it is written down.
    #expect(
      try eventually(within: 3) { try daemon.query("SELECT count(*) FROM turn_chunk") != "0" })
    for number in 21...40 { try pour("word \(number) ") }
    try daemon.kill()
    try daemon.restart()
    let next = try daemon.connect()
    let turn = try next.call(TurnGet.self, .init(turnId: start.turn.id)).turn
    #expect(turn.status == .interrupted)
    #expect(turn.error?.data.kind == .shuttingDown)
    let output = try #require(turn.output)
    #expect(poured.hasPrefix(output) && output.hasPrefix(early), "\(output)")
    #expect(turn.messageIds.isEmpty)
    #expect(try next.call(TurnList.self, .init(status: .running)).data.isEmpty)
    #expect(try next.messages(of: thread).isEmpty)
    #expect(try next.call(ThreadGet.self, .init(threadId: thread)).thread.messageCount == 0)
    tap.shut()
  }

  @Test func `the thread of a killed turn goes on`() throws {
    let tap = Tap()
    let upstream = try Upstream { connection, request in
      if try request.input == "first" {
        try tap.answer(connection)
      } else {
        try connection.send(HTTP.stream("answered"))
      }
    }
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let thread = try client.thread().id
    try client.send(TurnRun.self, .asking("first", on: thread, stream: true))
    tap.pour("half")
    _ = try client.deltas { $0 == "half" }
    try client.send(TurnRun.self, .asking("waits", on: thread))
    _ = try client.call(Ping.self, .init())
    #expect(try eventually { try daemon.query("SELECT count(*) FROM turn") == "2" })
    try daemon.kill()
    try daemon.restart()
    let next = try daemon.connect()
    let left = try next.call(TurnList.self, .init(threadId: thread)).data
    #expect(left.map(\.status) == [.interrupted, .interrupted])
    let run = try next.call(TurnRun.self, .asking("second", on: thread))
    #expect(run.turn.status == .completed)
    #expect(run.messages.map { $0.sequence?.number } == [1, 2])
    tap.shut()
  }

  @Test func `a request repeated after a crash finds what it had made`() throws {
    let daemon = try LiveDaemon(try .saying("Once."))
    let client = try daemon.connect()
    let thread = try client.thread().id
    let append = MessageAppend.Params.saying("once", on: thread, id: MessageID(high: 1, low: 1))
    let run = TurnRequest.asking("once?", on: thread, id: TurnID(high: 2, low: 2))
    let message = try client.call(MessageAppend.self, append).message
    let turn = try client.call(TurnRun.self, run).turn
    try daemon.kill()
    try daemon.restart()
    let next = try daemon.connect()
    #expect(try next.call(MessageAppend.self, append).message == message)
    #expect(try next.call(TurnRun.self, run).turn == turn)
    #expect(try next.wholeThread(thread).count == 3)
  }

  @Test func `every write that was acknowledged outlives ten crashes`() async throws {
    let upstream = try Upstream.saying("An answer.")
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let threads = try (0..<4).map { _ in try client.thread().id }
    let acknowledged = Mutex<[Noun.Message]>([])
    for _ in 0..<10 {
      let left = Atomic<Int>(.random(in: 1...120))
      _ = try await atOnce(4) { number in
        let writer = try daemon.connect()
        do {
          for count in 1... {
            // Two on each thread, one of which asks.
            let thread = threads[number / 2]
            if number % 2 == 0 {
              let message = try writer.call(
                MessageAppend.self, .saying("\(number) \(count)", on: thread)
              ).message
              acknowledged.withLock { $0.append(message) }
            } else {
              let messages = try writer.call(TurnRun.self, .asking("\(count)", on: thread)).messages
              acknowledged.withLock { $0 += messages }
            }
            if left.subtract(1, ordering: .relaxed).newValue == 0 {
              daemon.program.signal(SIGKILL)
            }
          }
        } catch is WireClient.Closed {
        } catch is Socket.Failed {
        }
      }
      let restarted = ContinuousClock().measure {
        do { try daemon.restart() } catch { Issue.record(error) }
      }
      #expect(restarted < .seconds(2))
    }
    let last = try daemon.connect()
    var kept: [MessageID: Noun.Message] = [:]
    for thread in threads {
      let messages = try last.wholeThread(thread)
      expectWhole(messages)
      for message in messages { kept[try #require(message.id)] = message }
    }
    for message in acknowledged.withLock({ $0 }) {
      #expect(kept[try #require(message.id)] == message)
    }
    #expect(try last.call(TurnList.self, .init(status: .running)).data.isEmpty)
    #expect(try last.call(TurnList.self, .init(status: .queued)).data.isEmpty)
    #expect(try daemon.query("PRAGMA integrity_check; PRAGMA foreign_key_check") == "ok")
  }
}
