import Foundation
import OwnThread
import Testing
import Wire

/// One daemon a database, one a socket.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct InstanceTests {
  /// Runs a daemon that should not come to serve; what it said and how it left.
  private func refused(_ home: Home, _ setup: Setup = Setup()) throws -> (Program.Exit, String) {
    let program = try LiveDaemon.program(setup, home)
    let exit = try program.exit()
    return (exit, program.errors.whole())
  }

  @Test func `a second daemon on the database names the socket of the first`() throws {
    let daemon = try LiveDaemon()
    let other = daemon.home.path + "/other/skein.sock"
    let (exit, text) = try refused(
      daemon.home, Setup(arguments: ["--socket", other]))
    #expect(exit == .code(11))
    #expect(text.contains(daemon.home.socket), "\(text)")
    #expect(!daemon.home.exists(other))
    _ = try daemon.connect().call(Ping.self, .init())
  }

  @Test func `a second daemon on the socket names it and leaves it alone`() throws {
    let daemon = try LiveDaemon()
    let other = daemon.home.path + "/other.db"
    let (exit, text) = try refused(daemon.home, Setup(arguments: ["--database", other]))
    #expect(exit == .code(11))
    #expect(text.contains("already running at \(daemon.home.socket)"), "\(text)")
    #expect(!daemon.home.exists(other))
    _ = try daemon.connect().call(Ping.self, .init())
  }

  @Test func `of several that start at once exactly one serves`() throws {
    for _ in 0..<5 {
      let home = try Home()
      try home.write(Setup().yaml, to: home.configuration)
      // Same database and socket; same database alone; same socket alone.
      let racers = try [
        [], [], ["--socket", "\(home.path)/run2/s"], ["--database", "\(home.path)/other.db"],
      ].map { try LiveDaemon.program(Setup(arguments: $0), home) }
      let isSettled = eventually(within: 20) {
        racers.allSatisfy { !$0.isRunning || $0.errors.text.contains(" listening ") }
      }
      #expect(isSettled)
      // The last two may serve side by side, for they share nothing.
      let same = racers.prefix(2).filter(\.isRunning)
      let others = racers.suffix(2).filter(\.isRunning)
      #expect(same.count + (others.isEmpty ? 0 : 1) == 1, "\(racers.map(\.errors.text))")
      for racer in racers where !racer.isRunning { #expect(try racer.exit() == .code(11)) }
      for racer in same + others { racer.signal(SIGTERM) }
      let exits = try (same + others).map { try $0.exit() }
      #expect(exits.allSatisfy { $0 == .code(0) }, "\(exits)")
    }
  }

  @Test func `ten starts on one home leave one daemon that answers`() throws {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    let racers = try (0..<10).map { _ in try LiveDaemon.program(Setup(), home) }
    #expect(
      eventually(within: 20) {
        racers.allSatisfy { !$0.isRunning || $0.errors.text.contains(" listening ") }
      })
    let winners = racers.filter(\.isRunning)
    #expect(winners.count == 1)
    for loser in racers where !loser.isRunning {
      #expect(try loser.exit() == .code(11))
      #expect(loser.errors.whole().contains(home.socket))
    }
    let client = WireClient(try Socket(home.socket), try Contract(of: home.socket))
    let pid = try client.call(ServerInfo.self, .init()).pid
    #expect(winners.first.map { Int($0.pid) } == pid)
  }

  @Test func `the socket that a killed daemon left is replaced`() throws {
    let daemon = try LiveDaemon()
    try daemon.kill()
    #expect(daemon.home.exists(daemon.home.socket))
    try daemon.restart()
    _ = try daemon.connect().call(Ping.self, .init())
  }

  @Test func `a file at the socket's path is refused and left as it is`() throws {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    try home.write("mine", to: home.socket)
    let (exit, text) = try refused(home)
    #expect(exit == .code(71))
    #expect(text.contains("is not a socket"), "\(text)")
    #expect(try home.bytes(home.socket) == Array("mine".utf8))
    #expect(!home.exists(home.database))
  }

  @Test func `a directory that others can enter is refused`() throws {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    try home.makeDirectory(home.path + "/run")
    try home.setMode(0o777, of: home.path + "/run")
    let (exit, text) = try refused(home)
    #expect(exit == .code(71))
    #expect(text.contains("is open to others"), "\(text)")
    #expect(try home.mode(of: home.path + "/run") == 0o777)
  }

  @Test func `a path of 107 bytes is served, a longer one is refused with both numbers`() throws {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    let directory = home.path + "/run/"
    let path = directory + String(repeating: "s", count: 108 - directory.utf8.count)
    let (exit, text) = try refused(home, Setup(arguments: ["--socket", path]))
    #expect(exit == .code(71))
    #expect(text.contains("108 bytes") && text.contains("allows only 107"), "\(text)")
    let fits = String(path.dropLast())
    let program = try LiveDaemon.program(Setup(arguments: ["--socket", fits]), home)
    try LiveDaemon.awaitListening(program)
    _ = try WireClient(try Socket(fits), try Contract(of: fits)).call(Ping.self, .init())
    #expect(program.isRunning)
  }
}
