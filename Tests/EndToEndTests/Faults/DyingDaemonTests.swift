import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// A daemon that dies under an answer: the next is started, and what became of the turn is said.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct DyingDaemonTests {
  private let user: CommandHome
  private let tap = Tap()
  private let upstream: Upstream

  init() throws {
    user = try CommandHome()
    upstream = try .saying(tap)
    let yaml = "model: p/m\nproviders:\n  p:\n    baseURL: \(upstream.baseURL)\n"
    try user.home.write(yaml, to: user.home.configuration)
  }

  private func killDaemon() throws -> pid_t {
    let pid = try #require(user.daemons.first)
    kill(pid, SIGKILL)
    return pid
  }

  @Test func `ask starts it again, says what became of the turn, and loses no word`() throws {
    let ask = try user.start(["ask", "A story"])
    tap.pour("Once upon")
    #expect(ask.output.waits { $0 == "Once upon" }, "\(ask.errors.text)")
    let killed = try killDaemon()
    #expect(try ask.exit() == .code(1))
    #expect(ask.output.whole() == "Once upon\n")
    let errors = ask.errors.whole()
    #expect(errors.contains("before the answer was finished, and was started again"), "\(errors)")
    #expect(!user.daemons.contains(killed) && user.daemons.count == 1)
    let turns = try user.run(["call", "turn/list", "{}", "--no-start"])
    #expect(turns.output.contains(#""status":"interrupted""#), "\(turns.output)\(turns.errors)")
    tap.shut()
  }

  /// Whether a turn runs.
  private func turnRuns() throws -> Bool {
    try eventually {
      let list = try user.run(["call", "turn/list", "{}", "--no-start"])
      return list.output.contains(#""status":"running""#)
    }
  }

  @Test func `a call of the turn's method says what became of it`() throws {
    let call = try user.start(["call", "turn/run", #"{"input":"A story","stream":true}"#])
    tap.pour("Once upon")
    #expect(call.output.waits { $0.contains("Once upon") }, "\(call.errors.text)")
    let killed = try killDaemon()
    #expect(try call.exit() == .code(1))
    let errors = call.errors.whole()
    #expect(errors.contains("and was started again"), "\(errors)")
    #expect(errors.contains("What was said is kept: skein turn show "), "\(errors)")
    #expect(!user.daemons.contains(killed) && user.daemons.count == 1)
    tap.shut()
  }

  @Test func `an error in JSON names the turn`() throws {
    let ask = try user.start(["ask", "A story", "--json"])
    tap.pour("Once upon")
    #expect(try user.run(["call", "ping"]).code == .code(0))
    let runs = try turnRuns()
    try #require(runs, "\(ask.errors.text)")
    _ = try killDaemon()
    #expect(try ask.exit() == .code(1))
    let errors = ask.errors.whole()
    #expect(errors.contains(#""kind":"shuttingDown","turnId":"0"#), "\(errors)")
    tap.shut()
  }

  @Test func `where none may be started the turn is said to be out of reach`() throws {
    #expect(try user.run(["call", "ping"]).code == .code(0))
    let ask = try user.start(["ask", "A story"], ["SKEIN_NO_START": "1"])
    tap.pour("Once upon")
    #expect(ask.output.waits { $0 == "Once upon" }, "\(ask.errors.text)")
    _ = try killDaemon()
    #expect(try ask.exit(within: 20) == .code(69))
    #expect(ask.output.whole() == "Once upon\n")
    #expect(ask.errors.whole().contains("has not come back"), "\(ask.errors.text)")
    tap.shut()
  }

  @Test func `a chat keeps its screen, says the fact, and goes on`() throws {
    let terminal = try PseudoTerminal()
    let chat = try user.start(
      ["chat"], ["TERM": "xterm-256color"], input: nil, terminal: terminal)
    #expect(terminal.shows("> "))
    terminal.type("A story\r")
    tap.pour("First line.\n\nSecond line.\n\nHalf a")
    #expect(terminal.shows("Second line."), "\(terminal.text)")
    let killed = try killDaemon()
    #expect(terminal.shows("was started again"), "\(terminal.text)")
    for words in ["First line.", "Second line.", "Half a"] {
      #expect(terminal.shows(words), "\(terminal.text)")
    }
    #expect(!user.daemons.contains(killed))
    terminal.type("/quit\r")
    #expect(try chat.exit() == .code(0))
    tap.shut()
  }

  @Test func `a daemon that is silent under an answer is told of, and waited for`() throws {
    let ask = try user.start(["ask", "A story"])
    tap.pour("Once ")
    #expect(ask.output.waits { $0 == "Once " }, "\(ask.errors.text)")
    let pid = try #require(user.daemons.first)
    kill(pid, SIGSTOP)
    #expect(
      ask.errors.waits(seconds: 15) { $0.contains("skeind (process \(pid))") }, "\(ask.errors.text)"
    )
    kill(pid, SIGCONT)
    tap.pour("more.")
    tap.shut()
    #expect(try ask.exit() == .code(0))
    #expect(ask.output.whole() == "Once more.\n")
  }
}
