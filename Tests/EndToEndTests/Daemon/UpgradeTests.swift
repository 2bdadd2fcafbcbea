import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// A daemon is changed for another while clients are connected.
@Suite(.ownThread, .timeLimit(.minutes(3)))
struct UpgradeTests {
  private let home: Home

  init() throws {
    home = try Home()
  }

  private func skein(_ arguments: String...) throws -> Program {
    try Program(
      Binaries.command, arguments,
      environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "SKEIN_SOCKET": home.socket],
      input: "")
  }

  private var log: String { home.path + "/.local/state/skein/skeind.log" }

  @Test func `clients stay through a restart: turns end in their grace, events go on`() throws {
    let tap = Tap()
    let setup = Setup(upstream: try .saying(tap), settings: ["graceSeconds: 20"])
    try home.write(setup.yaml, to: home.configuration)
    #expect(try skein("daemon", "start").exit() == .code(0))
    let ask = try skein("ask", "Hurry")
    tap.pour("half")
    #expect(ask.output.waits { $0 == "half" })
    let watch = try skein("event", "watch", "--since", "0")
    #expect(watch.output.waits { $0.contains("thread") })
    let restart = try skein("daemon", "restart")
    let logged = try eventually(within: 20) {
      try String(contentsOfFile: log, encoding: .utf8).contains(" stopping")
    }
    #expect(logged)
    // Whoever comes now waits for the next daemon.
    let late = try skein("call", "ping")
    tap.pour(" and half")
    tap.shut()
    #expect(try ask.exit() == .code(0))
    #expect(ask.output.whole() == "half and half\n")
    #expect(try restart.exit() == .code(0), "\(restart.errors.text)")
    #expect(try late.exit() == .code(0), "\(late.errors.text)")
    #expect(watch.errors.waits { $0.contains("It is back; nothing was missed.") })
    #expect(try skein("task", "add", "Wind the wool").exit() == .code(0))
    #expect(watch.output.waits { $0.contains("task") })
    watch.signal(SIGINT)
    try watch.exit()
    #expect(try skein("daemon", "stop").exit() == .code(0))
  }

  /// A daemon of an older version, as far as a command for its notes goes.
  private func older() throws -> Program {
    try home.write(
      """
      while read -r line; do
        id=$(expr "$line" : '.*"id":\\([0-9]*\\)')
        case $line in
          *server/info*) result='{"version":"0.0.9","protocolVersion":1,"capabilities":[]}' ;;
          *thread/list*) result='{"data":[],"nextCursor":null,"news":{"a":1}}' ;;
          *) result='{}' ;;
        esac
        printf '{"jsonrpc":"2.0","method":"weather/changed","params":{}}\\n'
        printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$result"
      done
      """, to: home.path + "/older.sh")
    try home.write("7\n\(home.socket)\n", to: home.socket + ".lock")
    let program = try Program(
      "/usr/bin/env",
      ["socat", "UNIX-LISTEN:\(home.socket),fork", "EXEC:sh \(home.path)/older.sh"],
      environment: ["PATH": "/usr/bin:/bin"])
    let listens = eventually(within: 20) { home.exists(home.socket) }
    try #require(listens, "\(program.errors.text)")
    return program
  }

  @Test func `an older daemon is spoken of once, and used`() throws {
    let daemon = try older()
    let first = try skein("thread", "list")
    #expect(try first.exit() == .code(0), "\(first.errors.text)")
    #expect(
      first.errors.whole()
        == "skein: The daemon is 0.0.9, older than this skein, \(Version.current): "
        + "skein daemon restart changes it.\n")
    let second = try skein("thread", "list")
    #expect(try second.exit() == .code(0))
    #expect(second.errors.whole() == "")
    // The next process is another one.
    try home.write("8\n\(home.socket)\n", to: home.socket + ".lock")
    let third = try skein("thread", "list")
    #expect(third.errors.whole().contains("0.0.9"))
    let forPrograms = try skein("thread", "list", "--json")
    #expect(forPrograms.errors.whole() == "")
    daemon.signal(SIGTERM)
    try daemon.exit()
  }

  @Test func `the log is put aside when it has grown`() throws {
    try home.write(Setup().yaml, to: home.configuration)
    // The daemon's first lines go beyond the limit.
    try home.write(String(repeating: "old line\n", count: (4 << 20) / 9), to: log)
    #expect(try skein("daemon", "start").exit() == .code(0))
    #expect(try skein("daemon", "stop").exit() == .code(0))
    let old = try home.bytes(log + ".old")
    #expect(old.count < (4 << 20) + 4096)
    #expect(String(decoding: old.suffix(400), as: UTF8.self).contains(" listening "))
    let new = try home.bytes(log)
    #expect(String(decoding: new, as: UTF8.self).hasSuffix(" stopped\n") && new.count < 4096)
    #expect(try home.mode(of: log) == 0o600)
  }

  @Test func `a log that a daemon left too long is put aside by who starts the next`() throws {
    try home.write("modell: x\n", to: home.configuration)
    try home.write([UInt8](repeating: 0x6F, count: (4 << 20) + 1), to: log)
    let start = try skein("daemon", "start")
    #expect(try start.exit() == .code(69))
    #expect(start.errors.whole().contains("modell"))
    #expect(try home.bytes(log + ".old").count == (4 << 20) + 1)
    #expect(try home.bytes(log).count < 4096)
  }
}
