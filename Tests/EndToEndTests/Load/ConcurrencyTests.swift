import OwnThread
import Testing
import Upstream
import Wire

/// Many at once.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct ConcurrencyTests {
  @Test func `64 connections that append to one thread leave no gap and no duplicate`()
    async throws
  {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let written = try await atOnce(64) { number in
      let writer = try daemon.connect()
      return try (0..<5).map { count in
        try writer.call(MessageAppend.self, .saying("\(number) \(count)", on: thread)).message
      }
    }
    let messages = try client.wholeThread(thread)
    expectWhole(messages)
    #expect(Set(messages.map(\.content)) == Set(written.joined().map(\.content)))
    for own in written {
      // In the order in which one connection wrote them.
      #expect(own.map { $0.sequence ?? Sequence(0) }.isSorted)
    }
  }

  @Test func `turns, forks and messages on one thread at once leave it whole, and every fork too`()
    async throws
  {
    let upstream = try Upstream { connection, request in
      try connection.send(HTTP.stream("answer to \(try request.input)"))
    }
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let thread = try client.thread().id
    let forks = try await atOnce(18) { number -> ThreadID? in
      let own = try daemon.connect()
      switch number % 3 {
      case 0:
        let run = try own.call(TurnRun.self, .asking("turn \(number)", on: thread))
        #expect(run.messages.map(\.content) == ["turn \(number)", "answer to turn \(number)"])
        return nil
      case 1:
        _ = try own.call(MessageAppend.self, .saying("message \(number)", on: thread))
        return nil
      default:
        return try own.call(ThreadFork.self, .init(threadId: thread)).thread.id
      }
    }
    let messages = try client.wholeThread(thread)
    #expect(messages.count == 6 * 2 + 6)
    expectWhole(messages)
    for fork in forks.compactMap({ $0 }) {
      let copies = try client.wholeThread(fork)
      let originals = messages.prefix(copies.count)
      #expect(copies.map(\.content) == originals.map(\.content))
      #expect(copies.map(\.sequence) == originals.map(\.sequence))
      // No half pair at its end.
      #expect(originals.last?.turnId == nil || originals.last?.role == .assistant)
    }
  }

  @Test func `what a second client is shown and hears is the whole answer, byte for byte`() throws {
    let tap = Tap()
    let daemon = try LiveDaemon(try .saying(tap))
    let starter = try daemon.connect()
    let start = try starter.call(TurnStart.self, .asking("Sing"))
    let before = (1...50).map { "naïve 🌊 \($0) " }
    let after = (51...100).map { "日本語 \($0) " }
    for piece in before { tap.pour(piece) }
    _ = try starter.deltas { $0.hasSuffix(" 30 ") }
    let watcher = try daemon.connect()
    let snapshot = try watcher.call(TurnWatch.self, .init(turnId: start.turn.id))
    for piece in after { tap.pour(piece) }
    tap.shut()
    let ended = try watcher.notification(TurnEnded.self)
    let tail = try watcher.arrived(TurnDelta.self)
    let whole = (before + after).joined()
    #expect(snapshot.fromSeq == Sequence(0))
    #expect(snapshot.text + tail.map(\.text).joined() == whole)
    let numbers = tail.map(\.seq.number)
    #expect(numbers == Array((snapshot.seq.number + 1)..<(snapshot.seq.number + 1 + tail.count)))
    #expect(ended.turn.output == whole)
    #expect(ended.messages.last?.content == whole)
  }

  @Test func `an answer is stored although who asked was cut off`() throws {
    let tap = Tap()
    let daemon = try LiveDaemon(try .saying(tap))
    let starter = try daemon.connect()
    let turn = TurnID(high: 1, low: 1)
    try starter.send(TurnRun.self, .asking("Go on without me", id: turn, stream: true))
    tap.pour("First, ")
    _ = try starter.deltas { $0 == "First, " }
    let watcher = try daemon.connect()
    _ = try watcher.call(TurnWatch.self, .init(turnId: turn))
    tap.pour("second, ")
    _ = try watcher.notification(TurnDelta.self)
    // Closing with something unread is what the other end sees as a reset.
    starter.socket.close()
    tap.pour("third.")
    tap.shut()
    let ended = try watcher.notification(TurnEnded.self)
    #expect(ended.turn.status == .completed)
    #expect(ended.messages.map(\.content) == ["Go on without me", "First, second, third."])
  }

  @Test func `a slow model on one thread holds up nobody else`() async throws {
    let tap = Tap()
    let upstream = try Upstream { connection, request in
      if try request.input == "slow" {
        try tap.answer(connection)
      } else {
        try connection.send(HTTP.stream("quick"))
      }
    }
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let slow = try client.send(TurnRun.self, .asking("slow"))
    let answers = try await atOnce(8) { _ in
      try daemon.connect().call(TurnRun.self, .asking("quick")).turn.output
    }
    #expect(answers == Array(repeating: "quick", count: 8))
    tap.pour("slow")
    tap.shut()
    #expect(try client.result(of: TurnRun.self, slow).turn.output == "slow")
  }

  @Test func `much work leaves no descriptor, no thread and no memory behind`() async throws {
    let daemon = try LiveDaemon(try .saying("Again."))
    let client = try daemon.connect()
    _ = try client.call(TurnRun.self, .asking("Once"))
    let before = (try daemon.openFiles(), try daemon.threads(), try daemon.residentKiB())
    _ = try await atOnce(8) { _ in
      for _ in 0..<20 {
        let own = try daemon.connect()
        let run = try own.call(TurnRun.self, .asking("And", stream: true))
        _ = try own.call(
          ThreadDelete.self, .init(threadId: try #require(run.turn.threadId), permanent: true))
      }
    }
    #expect(try client.call(ThreadList.self, .init()).data.count == 1)
    // Connections to the provider are kept for the next turn, 16 at most.
    let isTidy = try eventually {
      try daemon.openFiles() <= before.0 + 16 && daemon.threads() <= before.1 + 8
    }
    let (files, threads) = (try daemon.openFiles(), try daemon.threads())
    #expect(isTidy, "\(before), then \(files) files and \(threads) threads")
    #expect(try daemon.residentKiB() - before.2 < 64 << 10)
  }
}

extension Array where Element: Comparable {
  fileprivate var isSorted: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
