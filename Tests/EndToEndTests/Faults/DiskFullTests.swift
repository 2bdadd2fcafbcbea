import Foundation
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// No more room: what was written stays, what was not is said.
///
/// RLIMIT_FSIZE stands for the disk. It ends the growth of every file at once, and raises SIGXFSZ,
/// which no daemon may die of.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct DiskFullTests {
  /// A daemon whose files may grow by a few hundred kilobytes.
  private func daemon(_ upstream: Upstream? = nil, _ settings: String...) throws -> LiveDaemon {
    // The unit is 512 bytes in dash and 1024 in bash.
    try LiveDaemon(
      Setup(upstream: upstream, settings: settings, shell: "ulimit -S -f 1024", meansErrors: true))
  }

  /// Writes until the daemon says that it can't.
  private func fill(_ client: WireClient, _ thread: ThreadID) throws -> (ErrorObject?, Int) {
    let text = String(repeating: "Filling. ", count: 4000)
    for count in 0..<200 {
      let answer = try client.answer(to: client.send(MessageAppend.self, .saying(text, on: thread)))
      if let error = answer["error"] { return (try error.decode(ErrorObject.self), count) }
    }
    return (nil, 200)
  }

  @Test func `a write that does not fit is refused whole, and reading goes on`() throws {
    let daemon = try daemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let (fault, written) = try fill(client, thread)
    #expect(fault?.code == -32007)
    #expect(daemon.program.isRunning, "\(daemon.log)")
    #expect(try client.call(ThreadGet.self, .init(threadId: thread)).thread.messageCount == written)
    let messages = try client.wholeThread(thread)
    #expect(messages.count == written)
    expectWhole(messages)
    let health = try client.call(ServerHealth.self, .init())
    // What is small may have had room since.
    #expect(health.checks.first { $0.name == "database" }?.status != .ok)
    #expect(try daemon.terminate() == .code(0))
    // With room again everything is there and goes on.
    try daemon.restart(Setup())
    let next = try daemon.connect()
    #expect(try next.wholeThread(thread) == messages)
    _ = try next.call(MessageAppend.self, .saying("more", on: thread))
    #expect(try daemon.query("PRAGMA integrity_check") == "ok")
  }

  @Test func `an answer that can't be written is not lost while the daemon lives`() throws {
    let tap = Tap()
    let daemon = try daemon(try .saying(tap), "limits:", "  runningTurns: 1")
    let client = try daemon.connect()
    let thread = try client.thread().id
    let turn = TurnID(high: 5, low: 5)
    let run = try client.send(TurnRun.self, .asking("Keep this", id: turn, stream: true))
    tap.pour("precious")
    _ = try client.deltas { $0 == "precious" }
    let (fault, _) = try fill(client, thread)
    try #require(fault?.code == -32007)
    tap.pour(String(repeating: " words", count: 50_000))
    tap.shut()
    let told = try client.fault(of: run)
    #expect(told.code == -32007)
    // What is true of it: it is neither lost nor to be asked again.
    #expect(told.message.contains("the answer is kept in memory"), "\(told.message)")
    #expect(!told.message.contains("nothing was written"))
    // Who comes meanwhile is not kept waiting for the room.
    var codes: [Int] = []
    let took = try ContinuousClock().measure {
      codes.append(try client.fault(TurnCancel.self, .init(turnId: turn)).code)
    }
    #expect(took < .seconds(1))
    #expect(codes == [-32007])
    // It has its slot no more: what needs no room goes on.
    tap.pour("Beside it")
    let aside = TurnRequest(input: Content(trusted: "Aside"), ephemeral: true)
    #expect(try client.call(TurnRun.self, aside).turn.status == .completed)
    // Room comes back, as when somebody has tidied up the disk.
    let limits = try Program(
      "/usr/bin/env", ["prlimit", "--pid", "\(daemon.pid)", "--fsize=unlimited:"],
      environment: ["PATH": "/usr/bin:/bin"])
    try #require(try limits.exit() == .code(0), "\(limits.errors.whole())")
    let ended = try client.notification(TurnEnded.self)
    #expect(ended.turn.status == .completed)
    #expect(ended.turn.output?.hasPrefix("precious words") == true)
    let kept = try client.call(TurnGet.self, .init(turnId: turn)).turn
    #expect(kept == ended.turn)
    #expect(ended.messages.map(\.role) == [.user, .assistant])
  }

  @Test func `an idle daemon sees that its disk takes nothing, and that it takes something again`()
    throws
  {
    let daemon = try LiveDaemon(Setup(meansErrors: true))
    let client = try daemon.connect()
    _ = try client.thread()
    func database() throws -> ServerHealth.Check? {
      try client.call(ServerHealth.self, .init()).checks.first { $0.name == "database" }
    }
    #expect(try database()?.status == .ok)
    func limit(_ size: String) throws {
      let limits = try Program(
        "/usr/bin/env", ["prlimit", "--pid", "\(daemon.pid)", "--fsize=\(size):"],
        environment: ["PATH": "/usr/bin:/bin"])
      try #require(try limits.exit() == .code(0), "\(limits.errors.whole())")
    }
    try limit("1")
    // What was written within the last 10 s is not doubted.
    #expect(try eventually(within: 20) { try database()?.status == .failing })
    #expect(try database()?.detail.contains("failed, the last one") == true)
    try limit("unlimited")
    #expect(try eventually(within: 30) { try database()?.status == .ok })
  }

  @Test func `a turn that can't be written down is refused before the model is asked`() throws {
    let upstream = try Upstream.saying("never")
    let daemon = try daemon(upstream)
    let client = try daemon.connect()
    let thread = try client.thread().id
    try #require(try fill(client, thread).0?.code == -32007)
    let long = String(repeating: "Too long. ", count: 40_000)
    #expect(try client.fault(TurnRun.self, .asking(long)).code == -32007)
    #expect(upstream.requests.isEmpty)
    #expect(try client.call(TurnList.self, .init()).data.isEmpty)
  }

  @Test func `a database that can't be made leaves no half of one`() throws {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    let program = try LiveDaemon.program(Setup(shell: "ulimit -S -f 16"), home)
    #expect(try program.exit() == .code(71))
    #expect(program.errors.whole().contains(home.database), "\(program.errors.text)")
    #expect(!home.exists(home.database))
    // The next start, with room, finds nothing in its way.
    let daemon = try LiveDaemon(home: home)
    _ = try daemon.connect().thread()
  }

  @Test func `a daemon that is told to stop does not wait for a full disk`() throws {
    let tap = Tap()
    let daemon = try daemon(try .saying(tap))
    let client = try daemon.connect()
    let thread = try client.thread().id
    let run = try client.send(TurnRun.self, .asking("Keep this", stream: true))
    tap.pour("precious")
    _ = try client.deltas { $0 == "precious" }
    try #require(try fill(client, thread).0?.code == -32007)
    tap.pour(String(repeating: " words", count: 50_000))
    tap.shut()
    #expect(try client.fault(of: run).code == -32007)
    daemon.program.signal(SIGTERM)
    #expect(try daemon.program.exit(within: 20) == .code(0))
    try daemon.restart(Setup())
    let turns = try daemon.connect().call(TurnList.self, .init()).data
    #expect(turns.map(\.status) == [.interrupted])
  }
}
