import OwnThread
import Testing
import Upstream
import Wire

/// Much of everything.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct LimitTests {
  @Test func `a reply that never ends is cut at its limit and kept`() throws {
    let piece = String(repeating: "never-ending ", count: 20_000)
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead)
      while true { try connection.send(HTTP.said(piece)) }
    }
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let run = try client.call(TurnRun.self, .asking("Go on"))
    #expect(run.turn.status == .completed)
    #expect(run.turn.finishReason == "outputLimit")
    let length = try #require(run.messages.last).content.utf8.count
    #expect(length <= Limits.replyBytes && length > Limits.replyBytes - piece.utf8.count)
  }

  @Test func `the largest input is asked, kept and read back`() throws {
    let end = "naïve \"🌊\""
    let input = String(repeating: "x", count: Limits.contentBytes - end.utf8.count) + end
    let upstream = try Upstream { connection, request in
      try connection.send(HTTP.stream(request.body.utf8.count > input.utf8.count ? "yes" : "no"))
    }
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let run = try client.call(TurnRun.self, .asking(input))
    #expect(run.messages.map(\.content) == [input, "yes"])
    let id = try #require(run.messages.first?.id)
    #expect(try client.call(MessageGet.self, .init(messageId: id)).message.content == input)
    let fault = try client.fault(
      MessageAppend.self, .saying(input + "x", on: try client.thread().id))
    #expect(fault.code == -32602)
    #expect(fault.data.path == "content")
  }

  @Test func `a page ends early when its messages are long, and the next one goes on`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let text = String(repeating: "x", count: 1 << 20)
    for number in 0..<6 {
      _ = try client.call(MessageAppend.self, .saying("\(number) \(text)", on: thread))
    }
    var pages: [Int] = []
    var cursor: Cursor?
    repeat {
      let page = try client.call(
        MessageList.self, .init(threadId: thread, limit: PageLimit(200), cursor: cursor))
      pages.append(page.data.count)
      cursor = page.nextCursor
    } while cursor != nil
    #expect(pages.reduce(0, +) == 6)
    #expect(pages.count > 1 && pages.allSatisfy { $0 > 0 && $0 <= 4 })
  }

  @Test func `a thread's queue holds 64 turns, one more is told to come back`() throws {
    let tap = Tap()
    let daemon = try LiveDaemon(try .saying(tap))
    let client = try daemon.connect()
    let thread = try client.thread().id
    let start = try client.call(TurnStart.self, .asking("runs", on: thread))
    let waiting = try (0..<Limits.queuedTurnsPerThread).map {
      try client.send(TurnRun.self, .asking("\($0)", on: thread))
    }
    let fault = try client.fault(TurnRun.self, .asking("too many", on: thread))
    #expect(fault.code == -32001)
    #expect(fault.data.retryAfterMs != nil)
    // All of them are on disk, none is lost, and deleting the thread ends them all.
    _ = try client.call(ThreadDelete.self, .init(threadId: thread))
    for id in waiting {
      #expect(try client.result(of: TurnRun.self, id).turn.status == .cancelled)
    }
    #expect(try client.notification(TurnEnded.self).turn.id == start.turn.id)
    tap.shut()
  }

  @Test func `a provider behind a Unix socket is asked`() throws {
    let home = try Home()
    let upstream = try Upstream(socketPath: home.path + "/model") { connection, _ in
      try connection.send(HTTP.stream("From next door."))
    }
    let daemon = try LiveDaemon(Setup(upstream: upstream), home: home)
    let run = try daemon.connect().call(TurnRun.self, .asking("Where are you?"))
    #expect(run.turn.output == "From next door.")
  }
}
