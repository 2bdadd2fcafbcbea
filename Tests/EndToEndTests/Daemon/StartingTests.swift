import Glibc
import OwnThread
import Testing
import Upstream
import Wire

/// Commands that find no daemon.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct StartingTests {
  /// Runs `skein` in a home.
  private func skein(
    _ home: Home, _ arguments: String...
  ) throws -> Program {
    try Program(
      Binaries.command, arguments,
      environment: [
        "HOME": home.path, "PATH": "/usr/bin:/bin", "SKEIN_SOCKET": home.socket,
      ])
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
