import JSON
import OwnThread
import Testing
import Wire

/// What the daemon is told, and what it says about it.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct ConfigurationTests {
  /// Runs the daemon with a configuration to its end.
  private func run(
    _ yaml: String?, _ arguments: [String] = [], variables: [String: String] = [:]
  ) throws -> (exit: Program.Exit, output: String, errors: String) {
    let home = try Home()
    if let yaml { try home.write(yaml, to: home.configuration) }
    let setup = Setup(variables: variables, arguments: arguments)
    let program = try LiveDaemon.program(setup, home)
    let exit = try program.exit()
    return (exit, program.output.whole(), program.errors.whole())
  }

  @Test(arguments: [
    ("logLevel: info\ntypoKey: 1\n", "line 2", "typoKey"),
    ("graceSeconds: soon\n", "line 1", "graceSeconds"),
    ("# one\n# two\nlimits:\n  connections: -1\n", "line 4", "connections"),
    ("providers:\n  p:\n    baseUrl: http://x\n", "line 3", "baseURL"),
    ("- a\n- list\n", "line 1", "mapping"),
    ("socket: [\n", "config.yaml", "2"),
    ("socket: relative/path\n", "line 1", "absolute"),
  ])
  func `a mistake is named with its line`(_ yaml: String, line: String, word: String) throws {
    let (exit, output, errors) = try run(yaml)
    #expect(exit == .code(78))
    #expect(output.isEmpty)
    #expect(errors.contains(line) && errors.contains(word), "\(errors)")
    #expect(errors.split(separator: "\n").count <= 6, "\(errors)")
  }

  @Test func `a setting that stands twice is named with its second line`() throws {
    let (exit, _, errors) = try run("model: m\nmodel: n\n")
    #expect(exit == .code(78))
    #expect(errors.contains("model"))
    #expect(errors.contains("line 2") && errors.contains("twice"), "\(errors)")
  }

  @Test func `every setting is shown with where it comes from`() throws {
    let yaml = "graceSeconds: 3\nlogLevel: debug\nlimits:\n  connections: 7\n"
    let (exit, output, errors) = try run(
      yaml, ["--show-config", "--database", "/tmp/x.db"],
      variables: ["SKEIN_LOG_LEVEL": "trace", "OPENAI_API_KEY": "sk-not-shown"])
    #expect(exit == .code(0), "\(errors)")
    let lines = output.split(separator: "\n").map(String.init)
    func line(_ name: String) -> String { lines.first { $0.hasPrefix(name + ":") } ?? "" }
    #expect(line("database") == "database: /tmp/x.db  # --database")
    #expect(line("logLevel") == "logLevel: trace  # $SKEIN_LOG_LEVEL")
    #expect(line("graceSeconds").contains("3") && line("graceSeconds").contains("line 1"))
    #expect(line("limits.connections").contains("7"))
    #expect(line("limits.connections").contains("line 4"))
    #expect(line("limits.messageBytes") == "limits.messageBytes: \(16 << 20)  # standard")
    #expect(line("providers.openai.key").contains("$OPENAI_API_KEY"))
    #expect(!output.contains("sk-not-shown"))
  }

  @Test func `the version is said and nothing else`() throws {
    let (exit, output, errors) = try run(nil, ["--version"])
    #expect(exit == .code(0))
    #expect(output == Version.current + "\n")
    #expect(errors.isEmpty)
  }

  @Test func `a file that was named must be there`() throws {
    let (exit, _, errors) = try run(nil, ["--config", "/tmp/no/such.yaml"])
    #expect(exit == .code(78))
    #expect(errors.contains("/tmp/no/such.yaml"))
  }

  @Test func `without a home the database must be named`() throws {
    let (exit, _, errors) = try run(nil, variables: ["HOME": ""])
    #expect(exit == .code(78))
    #expect(errors.contains("HOME") && errors.contains("--database"), "\(errors)")
  }

  @Test func `a limit that was set is in force and is told`() throws {
    let daemon = try LiveDaemon(Setup(settings: ["limits:", "  batchEntries: 2"]))
    let client = try daemon.connect()
    #expect(try client.call(ServerInfo.self, .init()).limits.batchEntries == 2)
    let ping = #"{"jsonrpc":"2.0","id":9,"method":"ping"}"#
    try client.socket.send("[\(ping),\(ping),\(ping)]")
    let answer = try client.receive()
    #expect(answer["error"]?["data"]?["limit"]?.integer == 2)
  }
}
