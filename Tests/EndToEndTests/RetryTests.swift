import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Asking again from the shell, and what a killed daemon had left to do.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct RetryTests {
  private func skein(
    _ daemon: LiveDaemon, _ arguments: String..., exit code: Int32 = 0
  ) throws -> (output: String, errors: String) {
    let program = try Program(
      Binaries.command, arguments,
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
      ])
    let output = program.output.whole()
    #expect(try program.exit() == .code(code), "\(program.errors.whole())")
    return (output, program.errors.whole())
  }

  @Test func `retry asks the last failed question again, once it has an answer no more`() throws {
    let daemon = try LiveDaemon(
      try Upstream { connection, request in
        let input = try request.input
        // The first time it has nothing to say to two.
        let isAnswered =
          input != "two" || request.body.contains("other")
        try connection.send(
          isAnswered
            ? HTTP.stream("answer to \(input)")
            : HTTP.error("400 Bad Request", message: "Not that."))
      })
    _ = try skein(daemon, "ask", "one")
    _ = try skein(daemon, "ask", "-c", "two", exit: 1)
    let old = try #require(
      try daemon.connect().call(TurnList.self, .init(status: .failed)).data.first)
    #expect(try skein(daemon, "retry", exit: 1).errors.contains("Not that."))
    #expect(try skein(daemon, "retry", "-m", "other").output == "answer to two\n")
    let turns = try daemon.connect().call(TurnList.self, .init()).data
    #expect(turns.map(\.status) == [.completed, .failed, .failed, .completed])
    #expect(turns.map(\.retryOf) == [turns[1].id, old.id, nil, nil])
    let none = try skein(daemon, "retry", exit: 64)
    #expect(none.errors.contains("has its answer"))
    // One that is named is asked again all the same.
    let json = try skein(daemon, "retry", "--json", "\(turns[3].id)").output
    let result = try #require(try Document(Array(json.utf8)).root["turn"])
    #expect(result["output"]?.string == "answer to one")
    #expect(result["retryOf"]?.string == "\(turns[3].id)")
    let thread = try #require(old.threadId)
    #expect(
      try daemon.connect().wholeThread(thread).map(\.content) == [
        "one", "answer to one", "two", "answer to two", "one", "answer to one",
      ])
    #expect(try skein(daemon, "retry", "-t", "\(thread)", exit: 64).output.isEmpty)
    #expect(try skein(daemon, "retry", "zz", exit: 64).errors.contains("not a turn's id"))
    #expect(try skein(daemon, "retry", "\(IDSource().next() as TurnID)", exit: 1).output.isEmpty)
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
}
