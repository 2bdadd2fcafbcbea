import Glibc
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// The real `skein` with the real daemon.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct CommandTests {
  /// Runs `skein` in the daemon's home.
  private func skein(
    _ home: Home, _ arguments: String..., input: String? = ""
  ) throws -> Program {
    try Program(
      Binaries.command, arguments,
      environment: [
        "HOME": home.path, "PATH": "/usr/bin:/bin", "SKEIN_SOCKET": home.socket,
      ], input: input)
  }

  @Test func `an answer is all that is printed, and what was piped in is asked with the words`()
    throws
  {
    let upstream = try Upstream { connection, request in
      try connection.send(HTTP.stream("You said: \(try request.input)"))
    }
    let daemon = try LiveDaemon(upstream)
    let ask = try skein(daemon.home, "ask", "Describe", "this:", input: "+ naïve 🌊\n")
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
    let ask = try skein(daemon.home, "ask", "hi")
    #expect(try ask.exit() == .code(1))
    #expect(ask.output.whole() == "")
    #expect(ask.errors.whole().contains("Bad key."))
  }

  @Test func `call reaches every method`() throws {
    let daemon = try LiveDaemon()
    let call = try skein(daemon.home, "call", "thread/create", #"{"title":"Wool"}"#)
    #expect(try call.exit() == .code(0), "\(call.errors.text)")
    let result = try Document(Array(call.output.whole().utf8)).root
    #expect(try result.decode(ThreadResult.self).thread.title?.text == "Wool")
    let wrong = try skein(daemon.home, "call", "thread/create", #"{"titel":"Wool"}"#)
    #expect(try wrong.exit() == .code(1))
    #expect((wrong.output.whole() + wrong.errors.whole()).contains("titel"))
  }

  @Test func `Ctrl-C ends the turn and keeps what was said`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("Once upon a time"))
      connection.waitForClose()
    }
    let daemon = try LiveDaemon(upstream)
    let ask = try skein(daemon.home, "ask", "A story")
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
    let ask = try skein(daemon.home, "ask", "hi", "--no-start")
    #expect(ask.output.waits { $0 == "Half" })
    try daemon.kill()
    try daemon.restart()
    #expect(try ask.exit() == .code(1))
    #expect(ask.output.whole() == "Half\n")
    #expect(ask.errors.whole().contains("stopped before"), "\(ask.errors.text)")
  }

  @Test func `without a daemon that may be started the command says so, and exit 69`() throws {
    let home = try Home()
    let ask = try Program(
      Binaries.command, ["ask", "hi"],
      environment: [
        "HOME": home.path, "PATH": "/usr/bin:/bin", "SKEIN_SOCKET": home.socket,
        "SKEIN_NO_START": "1",
      ])
    #expect(try ask.exit() == .code(69))
    #expect(ask.output.whole() == "")
    #expect(ask.errors.whole().contains(home.socket))
  }

  @Test func `commands that find no daemon start one, only one, and it can be stopped`() throws {
    let home = try Home()
    let upstream = try Upstream.saying("Started for you.")
    try home.write(Setup(upstream: upstream).yaml, to: home.configuration)
    defer { endDaemon(of: home) }
    let asks = try (0..<6).map { try skein(home, "ask", "\($0)") }
    for ask in asks {
      #expect(try ask.exit() == .code(0), "\(ask.errors.text)")
      // The end of its output comes, although a daemon lives on.
      #expect(ask.output.whole() == "Started for you.\n")
    }
    let client = WireClient(try Socket(home.socket), try Contract(of: home.socket))
    let info = try client.call(ServerInfo.self, .init())
    #expect(try client.call(ThreadList.self, .init()).data.count == 6)
    let log = home.path + "/.local/state/skein/skeind.log"
    let text = String(decoding: try home.bytes(log), as: UTF8.self)
    #expect(text.split(separator: "\n").count { $0.contains(" listening ") } == 1, "\(text)")
    #expect(try home.mode(of: log) == 0o600)
    let stop = try skein(home, "daemon", "stop")
    #expect(try stop.exit() == .code(0))
    #expect(stop.output.whole().contains("\(try #require(info.pid))"))
    #expect(!home.exists(home.socket))
  }

  /// Ends a daemon that is nobody's child, if one still runs in this home.
  private func endDaemon(of home: Home) {
    guard home.exists(home.socket), let bytes = try? home.bytes(home.socket + ".lock"),
      let pid = pid_t(String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self))
    else { return }
    Glibc.kill(pid, SIGKILL)
  }
}
