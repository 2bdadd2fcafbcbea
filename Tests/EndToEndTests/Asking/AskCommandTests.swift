import Glibc
import OwnThread
import Testing
import Upstream
import Wire

/// `skein ask` with the real daemon.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct AskCommandTests {
  private func start(_ daemon: LiveDaemon, _ arguments: String..., input: String = "") throws
    -> Program
  {
    try Program(
      Binaries.command, arguments, environment: Shell(daemon: daemon).variables, input: input)
  }

  @Test func `an answer is all that is printed, and what was piped in is asked with the words`()
    throws
  {
    let upstream = try Upstream { connection, request in
      try connection.send(HTTP.stream("You said: \(try request.input)"))
    }
    let daemon = try LiveDaemon(upstream)
    let ask = try start(daemon, "ask", "Describe", "this:", input: "+ naïve 🌊\n")
    #expect(try ask.exit() == .code(0))
    let answer = ask.output.whole()
    #expect(answer.hasPrefix("You said: Describe this:") && answer.contains("+ naïve 🌊"))
    #expect(answer.hasSuffix("\n"))
    #expect(ask.errors.whole() == "")
    let threads = try daemon.connect().call(ThreadList.self, .init()).data
    #expect(threads.map(\.messageCount) == [2])
  }

  @Test func `what a provider refuses is one line for people and exit 1`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.error("401 Unauthorized", message: "Bad key."))
    }
    let daemon = try LiveDaemon(upstream)
    let ask = try start(daemon, "ask", "hi")
    #expect(try ask.exit() == .code(1))
    #expect(ask.output.whole() == "")
    #expect(ask.errors.whole().contains("Bad key."))
  }

  @Test func `Ctrl-C ends the turn and keeps what was said`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("Once upon a time"))
      connection.waitForClose()
    }
    let daemon = try LiveDaemon(upstream)
    let ask = try start(daemon, "ask", "A story")
    #expect(ask.output.waits { $0 == "Once upon a time" })
    ask.signal(SIGINT)
    #expect(try ask.exit(within: 5) == .signal(SIGINT))
    let client = try daemon.connect()
    let turns = try client.call(TurnList.self, .init()).data
    #expect(turns.map(\.status) == [.cancelled])
    let thread = try #require(turns.first?.threadId)
    #expect(try client.messages(of: thread).map(\.content) == ["A story", "Once upon a time"])
  }

  @Test func `a command whose daemon is killed and comes back tells what became of its turn`()
    throws
  {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("Half"))
      connection.waitForClose()
    }
    let daemon = try LiveDaemon(upstream)
    let ask = try start(daemon, "ask", "hi", "--no-start")
    #expect(ask.output.waits { $0 == "Half" })
    try daemon.kill()
    try daemon.restart()
    #expect(try ask.exit() == .code(1))
    #expect(ask.output.whole() == "Half\n")
    #expect(ask.errors.whole().contains("stopped before"), "\(ask.errors.text)")
  }
}
