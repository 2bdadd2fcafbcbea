import OwnThread
import Testing
import Upstream
import Wire

/// Whoever starts the daemon, from wherever.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct SurroundingsTests {
  @Test func `files are their owner's alone although the shell would share them`() throws {
    let daemon = try LiveDaemon(Setup(upstream: try .saying("Mine."), shell: "umask 000"))
    _ = try daemon.connect().call(TurnRun.self, .asking("Whose?"))
    let home = daemon.home
    for path in home.everything where path != home.configuration {
      let isDirectory = ["/run", "/.local", "/.local/share", "/.local/share/skein"]
        .contains { path == home.path + $0 }
      guard !path.hasPrefix(home.path + "/.config") else { continue }
      #expect(try home.mode(of: path) == (isDirectory ? 0o700 : 0o600), "\(path)")
    }
    #expect(try home.mode(of: home.socket) == 0o600)
    #expect(home.exists(home.database + "-wal"))
  }

  @Test(arguments: ["exec <&-", "exec >&-", "exec 2>&-", "exec <&- >&- 2>&-"])
  func `standard descriptors that are closed never become the database`(_ shell: String) throws {
    let home = try Home()
    let upstream = try Upstream.saying("Still here.")
    let setup = Setup(upstream: upstream, settings: ["logLevel: trace"], shell: shell)
    try home.write(setup.yaml, to: home.configuration)
    let program = try LiveDaemon.program(setup, home)
    #expect(
      eventually { (try? Socket(home.socket)) != nil }, "\(program.errors.text)")
    let client = WireClient(try Socket(home.socket), try Contract(of: home.socket))
    let run = try client.call(TurnRun.self, .asking("Are you there?"))
    #expect(run.turn.output == "Still here.")
    program.signal(15)
    #expect(try program.exit() == .code(0))
    let bytes = try home.bytes(home.database)
    #expect(bytes.starts(with: Array("SQLite format 3\0".utf8)))
    let check = try Program(
      "/usr/bin/env", ["sqlite3", home.database, "PRAGMA integrity_check"],
      environment: ["PATH": "/usr/bin:/bin"])
    #expect(check.output.whole() == "ok\n")
  }

  @Test func `without a home everything can be named`() throws {
    let home = try Home()
    let upstream = try Upstream.saying("Homeless.")
    let file = home.path + "/skein.yaml"
    let setup = Setup(
      upstream: upstream, variables: ["HOME": ""],
      arguments: [
        "--config", file, "--socket", home.socket, "--database", home.path + "/a b/ü.db",
      ])
    try home.write(setup.yaml, to: file)
    let program = try LiveDaemon.program(setup, home)
    try LiveDaemon.awaitListening(program)
    let client = WireClient(try Socket(home.socket), try Contract(of: home.socket))
    #expect(try client.call(TurnRun.self, .asking("Where?")).turn.output == "Homeless.")
    #expect(home.exists(home.path + "/a b/ü.db"))
    #expect(program.isRunning)
  }

  @Test func `the plain locale changes no text`() throws {
    let upstream = try Upstream { connection, request in
      try connection.send(HTTP.stream(try request.input))
    }
    let daemon = try LiveDaemon(Setup(upstream: upstream, variables: ["LC_ALL": "C"]))
    let text = "naïve 🌊 日本語 \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} \u{FFFD} \u{7}"
    let run = try daemon.connect().call(TurnRun.self, .asking(text))
    #expect(run.messages.map(\.content) == [text, text])
  }

  @Test func `under the journal each line has its priority and no time`() throws {
    let daemon = try LiveDaemon(Setup(variables: ["JOURNAL_STREAM": "8:1"]))
    #expect(daemon.logLines.allSatisfy { $0.hasPrefix("<") })
    #expect(daemon.log.contains("<6>listening "))
  }
}
