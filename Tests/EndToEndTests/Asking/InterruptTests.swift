import Glibc
import OwnThread
import Testing
import Upstream
import Wire

/// How the command ends when somebody ends it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct InterruptTests {
  private let upstream: Upstream
  private let shell: Shell

  /// A model that never comes to an end.
  init() throws {
    upstream = try Upstream { connection, request in
      if request.isListing { return try connection.send(HTTP.models) }
      try connection.send(HTTP.streamHead + HTTP.said("Once upon a time"))
      connection.waitForClose()
    }
    shell = Shell(daemon: try LiveDaemon(upstream))
  }

  @Test(arguments: ["/bin/bash", "/usr/bin/zsh"])
  func `Ctrl-C ends the loop that a shell runs`(_ path: String) throws {
    let terminal = try PseudoTerminal()
    let loop = try Program(
      path, ["-c", #"for i in 1 2 3; do "$COMMAND" ask "$i"; done; echo finished"#],
      environment: shell.variables, terminal: terminal)
    #expect(terminal.shows("Once upon a time"), "\(terminal.text)")
    terminal.type("\u{3}")
    #expect(try loop.exit() != .code(0))
    #expect(!terminal.text.contains("finished"), "\(terminal.text)")
    let turns = try shell.daemon.connect().call(TurnList.self, .init()).data
    #expect(turns.map(\.status) == [.cancelled])
    #expect(upstream.requests.count == 1)
  }

  @Test func `a shell reports 130`() throws {
    // With job control, what runs in the background does not ignore SIGINT.
    let line = #"""
      set -m; "$COMMAND" ask hi </dev/null >"$HOME/out" &
      until grep -q time "$HOME/out"; do :; done
      kill -INT $!; wait $!; echo "status $?"
      """#
    #expect(try shell.line(line).output == "status 130\n")
  }

  @Test(arguments: [["event", "watch"], ["chat"]])
  func `every command that waits dies by SIGINT`(_ words: [String]) throws {
    let terminal = try PseudoTerminal()
    var variables = shell.variables
    // A chat that reads keys takes Ctrl-C for itself.
    variables["TERM"] = "dumb"
    let program = try Program(
      Binaries.command, words, environment: variables, terminal: terminal)
    if words == ["event", "watch"] {
      // It listens once it shows what changes.
      while program.isRunning, !terminal.text.contains("task") {
        _ = try shell.daemon.connect().call(
          TaskCreate.self, .init(title: TaskTitle(trusted: "Wind")))
      }
    } else {
      #expect(terminal.shows("> "), "\(terminal.text)")
    }
    terminal.type("\u{3}")
    #expect(try program.exit() == .signal(SIGINT))
  }

  @Test func `a log that is followed is left by SIGINT`() throws {
    // The log of a daemon that a command has started is a file.
    let user = try CommandHome()
    try #require(try user.run(["call", "ping"]).code == .code(0))
    let terminal = try PseudoTerminal()
    let program = try user.start(["daemon", "logs", "-f"], input: nil, terminal: terminal)
    #expect(terminal.shows(" listening "), "\(terminal.text)")
    // What comes later shows that it waits.
    try #require(try user.run(["daemon", "reload"]).code == .code(0))
    #expect(terminal.shows("was read again"), "\(terminal.text)")
    terminal.type("\u{3}")
    #expect(try program.exit() == .signal(SIGINT))
  }

  @Test func `an editor that is interrupted interrupts what waits for it`() throws {
    let terminal = try PseudoTerminal()
    var variables = shell.variables
    variables["EDITOR"] = "sh -c 'kill -INT $$'"
    let program = try Program(
      Binaries.command, ["template", "edit", "new"], environment: variables, terminal: terminal)
    #expect(try program.exit() == .signal(SIGINT))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func `a key's prompt leaves the terminal as it was, however it ends`(_ signal: Int32) throws {
    let terminal = try PseudoTerminal()
    let flags = terminal.flags
    let program = try shell.skein("key", "set", "scripted", on: terminal)
    #expect(terminal.shows("Key for scripted: "))
    while terminal.flags == flags, program.isRunning { sched_yield() }
    program.signal(signal)
    #expect(try program.exit() == .signal(signal))
    #expect(terminal.flags == flags)
    if signal == SIGINT { #expect(terminal.ends(with: "Key for scripted: \r\n")) }
  }
}
