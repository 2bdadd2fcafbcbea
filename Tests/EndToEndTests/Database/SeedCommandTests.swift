import OwnThread
import Testing
import Wire

/// `skeind seed` as a shell runs it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct SeedCommandTests {
  private func seed(
    _ home: Home, _ arguments: String..., fails code: Int32 = 0
  ) throws -> String {
    let program = try Program(
      Binaries.daemon, ["seed"] + arguments,
      environment: ["HOME": home.path, "SKEIN_SOCKET": home.socket])
    let output = program.output.whole()
    let errors = program.errors.whole()
    #expect(try program.exit() == .code(code), "\(arguments): \(errors)")
    return code == 0 ? output : errors
  }

  @Test func `a daemon serves what was seeded, and clean removes it`() throws {
    let home = try Home()
    let text = try seed(home, "--threads", "12", "--messages", "40")
    #expect(text.contains("message\t40\n"))
    #expect(try seed(home, fails: 65).contains("--force"))
    let daemon = try LiveDaemon(home: home)
    let client = try daemon.connect()
    let threads = try client.call(ThreadList.self, .init(includeDeleted: true)).data
    #expect(!threads.isEmpty)
    for thread in threads {
      let messages = try client.call(MessageList.self, .init(threadId: thread.id)).data
      #expect(messages.count == min(50, thread.messageCount))
    }
    #expect(try !client.call(TaskList.self, .init()).data.isEmpty)
    #expect(try !client.call(ContextList.self, .init()).data.isEmpty)
    #expect(!daemon.log.contains("were left"))
    try daemon.terminate()
    #expect(try seed(home, "--clean").contains("message\t40\n"))
    try daemon.restart()
    #expect(try daemon.connect().call(ThreadList.self, .init()).data.isEmpty)
  }

  @Test func `it stays away from a daemon's database, and from its socket`() throws {
    let daemon = try LiveDaemon()
    let home = daemon.home
    #expect(try seed(home, fails: 11).contains(home.socket))
    #expect(try seed(home, "--socket", home.path + "/run2/s", fails: 11).contains("runs already"))
    #expect(try seed(home, "--database", home.path + "/other.db", fails: 11).contains("running"))
    #expect(!home.exists(home.path + "/other.db"))
  }

  @Test func `numbers that make no sense are wrong usage, and make nothing`() throws {
    let home = try Home()
    #expect(try seed(home, "--users", "0", fails: 64).contains("--users"))
    #expect(try seed(home, "--threads", "0", fails: 64).contains("--messages"))
    #expect(try seed(home, "--until", "soon", fails: 64).contains("--until"))
    #expect(!home.exists(home.database))
  }

  @Test func `without a subcommand it is the daemon`() throws {
    let home = try Home()
    let program = try Program(
      Binaries.daemon, ["--show-config", "--socket", "/tmp/x.sock"],
      environment: ["HOME": home.path])
    #expect(program.output.whole().contains("socket: /tmp/x.sock"))
    #expect(try program.exit() == .code(0))
  }
}
