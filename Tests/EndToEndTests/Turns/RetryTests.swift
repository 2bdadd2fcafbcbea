import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Asking again from the shell, and what a killed daemon had left to do.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct RetryTests {
  @Test func `retry asks the last question again, and its answer takes the old one's place`()
    throws
  {
    let daemon = try LiveDaemon(
      try Upstream { connection, request in
        let input = try request.input
        // The first time it has nothing to say to two.
        let isOther = request.body.contains(#""model":"other""#)
        let isAnswered = input != "two" || isOther
        let kind = isOther ? "other answer" : "answer"
        try connection.send(
          isAnswered
            ? HTTP.stream("\(kind) to \(input)")
            : HTTP.error("400 Bad Request", message: "Not that."))
      })
    let none = try skein(daemon, "retry", exit: 64)
    #expect(none.errors.contains("-t with the one it names"))
    _ = try skein(daemon, "ask", "one")
    _ = try skein(daemon, "ask", "-c", "two", exit: 1)
    let old = try #require(
      try daemon.connect().call(TurnList.self, .init(status: .failed)).data.first)
    let thread = try #require(old.threadId)
    func said() throws -> [String] { try daemon.connect().wholeThread(thread).map(\.content) }
    let failed = try skein(daemon, "retry", exit: 1)
    #expect(failed.errors.contains("Not that."))
    #expect(failed.errors.contains("Asking again: “two”."))
    #expect(try skein(daemon, "retry", "-m", "scripted/other").output == "other answer to two\n")
    let turns = try daemon.connect().call(TurnList.self, .init()).data
    #expect(turns.map(\.status) == [.completed, .failed, .failed, .completed])
    #expect(turns.map(\.retryOf) == [turns[1].id, turns[2].id, nil, nil])
    #expect(try said() == ["one", "answer to one", "two", "other answer to two"])
    // What fails leaves the answer that there is.
    #expect(try skein(daemon, "retry", "-m", "scripted/m", exit: 1).errors.contains("Not that."))
    #expect(try said() == ["one", "answer to one", "two", "other answer to two"])
    // What is answered is replaced.
    _ = try skein(daemon, "ask", "-c", "three")
    #expect(try skein(daemon, "retry", "-m", "scripted/other").output == "other answer to three\n")
    #expect(
      try said() == [
        "one", "answer to one", "two", "other answer to two", "three", "other answer to three",
      ])
    let shown = try skein(daemon, "thread", "show", "--variants").output
    #expect(shown.contains("\nother answer to three\n── replaced · "))
    #expect(shown.hasSuffix("\nanswer to three\n"))
    #expect(try skein(daemon, "thread", "show").output.contains("1 other try, see --variants"))
    // Only the last question is: what came after is not lost.
    let refused = try skein(daemon, "retry", "\(turns[3].id)", exit: 1)
    #expect(refused.errors.contains("only a thread's last question can be retried"))
    #expect(try skein(daemon, "retry", "zz", exit: 64).errors.contains("not a turn's id"))
    #expect(try skein(daemon, "retry", "\(IDSource().next() as TurnID)", exit: 1).output.isEmpty)
    // The copy that undo leaves has no turns: there it is taken back and asked again.
    _ = try skein(daemon, "thread", "fork")
    #expect(try skein(daemon, "retry").output == "answer to three\n")
    // An emptied thread has no question.
    for _ in 1...3 { _ = try skein(daemon, "undo", "-t", "\(thread)") }
    #expect(
      try skein(daemon, "retry", "-t", "\(thread)", exit: 64).errors.contains(
        "Nothing has been asked in this thread."))
  }

  @Test func `what waited when the daemon was killed is interrupted, and asked again in order`()
    throws
  {
    let tap = Tap()
    let upstream = try Upstream { connection, request in
      let input = try request.input
      if input == "first", try tap.next() != nil {
        try connection.send(HTTP.streamHead + HTTP.said("half"))
        _ = try tap.next()
      } else {
        try connection.send(HTTP.stream("answer to \(input)"))
      }
    }
    let daemon = try LiveDaemon(upstream)
    let client = try daemon.connect()
    let thread = try client.thread().id
    tap.pour("hang")
    try client.send(TurnRun.self, .asking("first", on: thread, stream: true))
    _ = try client.deltas { $0 == "half" }
    for text in ["second", "third"] {
      _ = try client.call(TurnStart.self, .asking(text, on: thread))
    }
    try daemon.kill()
    tap.shut()
    try daemon.restart()
    let next = try daemon.connect()
    let left = try next.call(TurnList.self, .init(threadId: thread)).data
    #expect(left.map(\.status) == [.interrupted, .interrupted, .interrupted])
    for turn in left.reversed() {
      let retry = TurnRetry.Params(turnId: turn.id, id: IDSource().next())
      // Asked twice, as after a lost answer: it is one turn.
      let ids = try [next.call(TurnRetry.self, retry), next.call(TurnRetry.self, retry)]
      #expect(ids.map(\.turn.id) == [retry.id, retry.id])
    }
    #expect(
      try eventually {
        try next.call(TurnList.self, .init(threadId: thread, status: .completed)).data.count == 3
      })
    #expect(
      try next.wholeThread(thread).map(\.content) == [
        "first", "answer to first", "second", "answer to second", "third", "answer to third",
      ])
  }

  @Test func `a daemon that is killed under a retry leaves the answer that there was`() throws {
    let tap = Tap()
    let daemon = try LiveDaemon(
      try Upstream { connection, request in
        guard request.body.contains(#""model":"other""#) else {
          return try connection.send(HTTP.stream("answer to \(try request.input)"))
        }
        try connection.send(HTTP.streamHead + HTTP.said("half"))
        _ = try tap.next()
      })
    defer { tap.shut() }
    let client = try daemon.connect()
    let run = try client.call(TurnRun.self, .asking("one"))
    let thread = try #require(run.thread).id
    _ = try client.call(
      TurnRetry.self, .init(turnId: run.turn.id, model: ModelName(trusted: "scripted/other")))
    _ = try client.deltas { $0 == "half" }
    try daemon.kill()
    try daemon.restart()
    let next = try daemon.connect()
    #expect(try next.wholeThread(thread) == run.messages)
    let turns = try next.call(TurnList.self, .init(threadId: thread, includeTexts: true)).data
    #expect(turns.map(\.status) == [.interrupted, .completed])
    #expect(try next.call(TurnList.self, .init(unanswered: true)).data.isEmpty)
    #expect(try daemon.query("PRAGMA integrity_check") == "ok")
  }
}
