import Foundation
import JSON
import Testing
import Wire

@testable import Client

/// Runs a turn against scripts, one for each connection, and records what was shown.
final class TurnTrial {
  let sample = SampleTurn()
  let directory: TemporaryDirectory
  let interrupt: InterruptPipe
  let output = OutputQueue(descriptor: open("/dev/null", O_WRONLY))
  var text = ""
  var lines: [String] = []
  var events: [String] = []
  var onText: (TurnTrial) -> Void = { _ in }
  private var server: ScriptedServer?

  init() throws {
    directory = try TemporaryDirectory()
    interrupt = try InterruptPipe()
  }

  func run(
    asking call: TurnCall? = nil, output: OutputQueue? = nil, _ scripts: ScriptedServer.Script...
  ) throws -> TurnEnding {
    let server = try ScriptedServer(at: directory.file("s.sock"), scripts)
    self.server = server
    // The lock makes this process count as a daemon, whatever its name.
    try directory.write("\(getpid())\n\(server.path)\n", to: "s.sock.lock")
    var dialer = try Dialer(
      socketFlag: server.path, mayStart: false, environment: .test(directory))
    dialer.interrupt = interrupt
    let runner = TurnRunner(
      call ?? .run(sample.request), on: try dialer.connect(), dialer: dialer,
      output: output ?? self.output
    ) { [self] event in
      switch event {
      case .line(let line): lines.append(String(decoding: line, as: UTF8.self))
      case .said(.text, let more):
        text += more
        output?.append(more.utf8)
        onText(self)
      case .said(.reasoning, _): break
      case .revised:
        text = ""
        events.append("revised")
      case .started: events.append("started")
      case .retrying: events.append("retrying")
      case .reconnecting: events.append("reconnecting")
      case .restarted: events.append("restarted")
      case .silent: events.append("silent")
      case .cancelling: events.append("cancelling")
      case .waiting: break
      }
    }
    let ending = try runner.run()
    let failures = server.finish()
    #expect(failures.isEmpty)
    return ending
  }
}
