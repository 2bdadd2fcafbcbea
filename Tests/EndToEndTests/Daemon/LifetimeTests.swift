import Foundation
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// From the first signal to the last byte.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct LifetimeTests {
  /// A daemon whose turn has said "half".
  private func busy(_ tap: Tap, grace: String) throws -> (LiveDaemon, WireClient, run: Int) {
    let daemon = try LiveDaemon(try .saying(tap), settings: ["graceSeconds: \(grace)"])
    let client = try daemon.connect()
    let id = try client.send(TurnRun.self, .asking("Hurry", stream: true))
    tap.pour("half")
    _ = try client.deltas { $0 == "half" }
    return (daemon, client, id)
  }

  @Test func `a turn that ends within the grace is whole, and so is its answer`() throws {
    let tap = Tap()
    let (daemon, client, id) = try busy(tap, grace: "60")
    daemon.program.signal(SIGTERM)
    #expect(daemon.logs(" stopping"))
    tap.pour(" and half")
    tap.shut()
    let run = try client.result(of: TurnRun.self, id)
    #expect(run.turn.status == .completed)
    #expect(run.messages.last?.content == "half and half")
    #expect(try client.socket.isClosed())
    #expect(try daemon.program.exit() == .code(0))
    try daemon.restart()
    #expect(try daemon.connect().call(TurnGet.self, .init(turnId: run.turn.id)).turn == run.turn)
  }

  @Test func `a turn that does not is interrupted, and who asked is told`() throws {
    let tap = Tap()
    let (daemon, client, id) = try busy(tap, grace: "0.2")
    #expect(try daemon.terminate() == .code(0))
    let fault = try client.fault(of: id)
    #expect(fault.code == -32010)
    let turn = try #require(fault.data.turnId)
    let ended = try client.notification(TurnEnded.self)
    #expect(ended.turn.status == .interrupted && ended.turn.output == "half")
    try daemon.restart()
    let next = try daemon.connect()
    let kept = try next.call(TurnGet.self, .init(turnId: turn)).turn
    #expect(kept == ended.turn)
    #expect(try next.messages(of: try #require(kept.threadId)).isEmpty)
    tap.shut()
  }

  @Test(arguments: [1, 2]) func `a key's command does not outlive the daemon`(signals: Int) throws {
    let home = try Home()
    let pipe = home.path + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    let end = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(end) }
    let setup = Setup(
      upstream: try .saying("never"), settings: ["graceSeconds: \(signals == 1 ? "0.2" : "20")"],
      provider: ["keyCommand: exec 9> \(pipe); echo . >&9; sleep 30 & wait"])
    let daemon = try LiveDaemon(setup, home: home)
    let client = try daemon.connect()
    try client.send(TurnRun.self, .asking("hi"))
    var waiting = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    try #require(poll(&waiting, 1, 10_000) == 1)
    daemon.program.signal(SIGTERM)
    if signals == 2 {
      #expect(daemon.logs(" stopping"))
      daemon.program.signal(SIGTERM)
    }
    #expect(try daemon.program.exit() == .code(signals == 1 ? 0 : 128 + SIGTERM))
    // It hangs up when the last process that holds the other end is gone.
    var text = [UInt8](repeating: 0, count: 16)
    while read(end, &text, text.count) > 0 {}
    waiting.revents = 0
    #expect(poll(&waiting, 1, 5000) == 1)
    #expect(waiting.revents & Int16(POLLHUP) != 0)
  }

  @Test func `a turn asked for while the daemon stops is refused`() throws {
    let tap = Tap()
    let (daemon, client, id) = try busy(tap, grace: "60")
    daemon.program.signal(SIGTERM)
    #expect(daemon.logs(" stopping"))
    #expect(try client.fault(TurnRun.self, .asking("too late")).code == -32010)
    tap.shut()
    #expect(try client.result(of: TurnRun.self, id).turn.output == "half")
    #expect(try daemon.program.exit() == .code(0))
  }

  @Test func `a second signal ends it at once`() throws {
    let tap = Tap()
    let (daemon, _, _) = try busy(tap, grace: "60")
    daemon.program.signal(SIGTERM)
    #expect(daemon.logs(" stopping"))
    daemon.program.signal(SIGTERM)
    #expect(try daemon.program.exit(within: 5) == .code(128 + SIGTERM))
    try daemon.restart()
    let turns = try daemon.connect().call(TurnList.self, .init()).data
    #expect(turns.map(\.status) == [.interrupted])
    tap.shut()
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `an idle daemon leaves when it is told and takes its socket along`(
    _ signal: Int32
  ) throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    _ = try client.call(Ping.self, .init())
    daemon.program.signal(signal)
    #expect(try daemon.program.exit(within: 5) == .code(0))
    #expect(!daemon.home.exists(daemon.home.socket))
    #expect(try client.socket.isClosed())
    try daemon.restart()
    _ = try daemon.connect().call(Ping.self, .init())
  }

  @Test func `server/shutdown answers, then the daemon leaves`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    _ = try client.call(ServerShutdown.self, .init())
    #expect(try client.socket.isClosed())
    #expect(try daemon.program.exit(within: 5) == .code(0))
    #expect(!daemon.home.exists(daemon.home.socket))
  }

  @Test func `writes that were sent before the signal are answered`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let ids = try (0..<100).map {
      try client.send(MessageAppend.self, .saying("\($0)", on: thread))
    }
    // The daemon has read the last one when it has answered the first.
    _ = try client.answer(to: ids[0])
    daemon.program.signal(SIGTERM)
    var answered = 1
    do {
      while true {
        if try client.receive()["result"] != nil { answered += 1 }
      }
    } catch is WireClient.Closed {}
    #expect(try daemon.program.exit() == .code(0))
    try daemon.restart()
    #expect(try daemon.connect().wholeThread(thread).count == answered)
  }

  @Test func `who is told as soon as it listens leaves in order`() throws {
    let daemon = try LiveDaemon()
    let exit = try daemon.terminate()
    #expect(exit == .code(0))
    #expect(!daemon.home.exists(daemon.home.socket))
  }

  @Test func `the terminal's end is no reason to leave`() throws {
    let daemon = try LiveDaemon()
    daemon.program.signal(SIGHUP)
    _ = try daemon.connect().call(Ping.self, .init())
    #expect(try daemon.terminate() == .code(0))
  }
}
