import Foundation
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

  @Test func `a few lines that would become more than fits in memory are refused at once`() throws {
    let levels = (1...40).map { level in
      let inner = (0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", ")
      return "a\(level): &a\(level) [\(inner)]"
    }
    for shape in [
      (["a0: &a0 [x]"] + levels).joined(separator: "\n"),
      // As a name, where the parser itself would compare all of it.
      "a0: &a0 [x]\n" + levels.prefix(30).joined(separator: "\n") + "\n? *a30\n: 1\n? *a30\n: 2\n",
      "[" + String(repeating: "{a: ", count: 100_000),
      String(repeating: "[", count: 100_000),
      String(repeating: "- ", count: 100_000),
    ] {
      let began = Date()
      let (exit, output, errors) = try run(shape + "\n")
      #expect(exit == .code(78))
      #expect(output.isEmpty && errors.utf8.count < 500, "\(errors.prefix(1000))")
      #expect(Date().timeIntervalSince(began) < 15)
    }
  }

  @Test(arguments: [
    ("model: &m gpt\naliases:\n  a: *m\n", "line 1"),
    ("logLevel: info\nlimits: &l\n  connections: 5\nquotas: *l\n", "line 2"),
    ("&k model: m\n", "line 1"),
  ])
  func `an anchor is named with its line`(_ yaml: String, line: String) throws {
    let (exit, _, errors) = try run(yaml)
    #expect(exit == .code(78))
    #expect(errors.contains(line) && errors.contains("anchor"), "\(errors)")
  }

  @Test func `marks of anchors within texts are texts`() throws {
    let command = (0..<20).map { "a\($0)&b *c" }.joined(separator: " ")
    let yaml = """
      # &one *two *three *four *five *six *seven *eight *nine *ten *eleven *twelve *thirteen *fourteen
      providers:
        p:
          baseURL: http://127.0.0.1:1/v1
          keyCommand: "pass show a && echo x & wait; \(command.prefix(60))"
      """
    let (exit, output, errors) = try run(yaml, ["--show-config"])
    #expect(exit == .code(0), "\(errors)")
    #expect(output.contains("a command"))
  }

  @Test(arguments: ["pipe", "directory", "/dev/zero", "/dev/null"])
  func `what is no file is no configuration, and is not waited for`(_ kind: String) throws {
    let home = try Home()
    var path = home.path + "/config"
    switch kind {
    case "pipe": try #require(mkfifo(path, 0o600) == 0)
    case "directory": try home.makeDirectory(path)
    default: path = kind
    }
    let program = try LiveDaemon.program(Setup(arguments: ["--config", path]), home)
    #expect(try program.exit(within: 10) == .code(78))
    #expect(program.errors.whole().contains("not a regular file"))
  }

  @Test(arguments: [
    ("baseURL", "https://sk-0123456789abcdef@api.example.com/v1"),
    ("baseURL", "https://ada:0123456789abcdef@api.example.com/v1"),
    ("baseURL", "https://api.example.com/v1?key=0123456789abcdef"),
    ("baseURL", "https://api.example.com/v1?api-version=1&api_key=0123456789abcdef"),
    ("baseURL", "https://api.example.com/sk-0123456789abcdef/v1"),
    ("keyEnv", "sk-0123456789abcdef"), ("keyEnv", "sk-proj 0123456789abcdef"),
    ("keyEnv", "gsk_0123456789abcdef"), ("keyEnv", "AIzaSy0123456789abcdefABCDEF"),
    ("keyEnv", "a8f0123456789abcdef0123456789abcd"), ("keyEnv", "0123456789abcdef"),
    ("keyCommand", "echo 'sk-0123456789abcdef'"),
    ("keyFile", "sk-0123456789abcdef"), ("keyCredential", "sk-0123456789abcdef"),
  ])
  func `a key where none belongs is refused with its line and not repeated`(
    _ setting: String, _ value: String
  ) throws {
    let base = setting == "baseURL" ? "" : "    baseURL: http://127.0.0.1:1/v1\n"
    let yaml = "providers:\n  p:\n\(base)    \(setting): \"\(value)\"\n"
    for arguments in [[], ["--show-config"], ["--log-level", "trace"]] {
      let (exit, output, errors) = try run(yaml, arguments)
      #expect(exit == .code(78), "\(output)")
      #expect(output.isEmpty)
      #expect(errors.contains("line \(base.isEmpty ? 3 : 4)"), "\(errors)")
      #expect(errors.contains(setting) && !errors.contains("0123456789abcdef"), "\(errors)")
    }
  }

  @Test func `a key in OPENAI_BASE_URL is refused too, and not repeated`() throws {
    let (exit, output, errors) = try run(
      nil, variables: ["OPENAI_BASE_URL": "https://u:0123456789abcdef@127.0.0.1:1/v1"])
    #expect(exit == .code(78))
    #expect(errors.contains("$OPENAI_BASE_URL"))
    #expect(!(output + errors).contains("0123456789abcdef"))
  }

  @Test(arguments: [
    "https://ada.openai.azure.com/openai/deployments/gpt-4o-mini-2024-07-18?api-version=2024-10-21",
    "https://api.example.com/v1", "unix:/run/llama.sock:/v1",
  ])
  func `an address without a key is taken`(_ baseURL: String) throws {
    let yaml = "providers:\n  p:\n    baseURL: \(baseURL)\n    keyEnv: AZURE_OPENAI_API_KEY_2\n"
    let (exit, output, errors) = try run(yaml, ["--show-config"])
    #expect(exit == .code(0), "\(errors)")
    #expect(output.contains(baseURL))
  }

  @Test func `a setting that stands twice is named with its second line`() throws {
    let (exit, _, errors) = try run("model: m\nmodel: n\n")
    #expect(exit == .code(78))
    #expect(errors.contains("model"))
    #expect(errors.contains("line 2") && errors.contains("twice"), "\(errors)")
  }

  @Test(arguments: [
    // A provider that is appended behind the model.
    (
      "providers:\n  a:\n    baseURL: http://h/v1\nmodel: a/b\n  c:\n    baseURL: http://h/v1\n",
      "line 5 is indented under `model:` of line 4, which already has a value"
    ),
    (
      "providers:\n    a:\n      baseURL: http://h/v1\n  c:\n      baseURL: http://h/v1\n",
      "no line above line 4 has the same indentation"
    ),
    ("providers:\n\ta:\n", "indent line 2 with spaces instead of tabs"),
  ])
  func `a line that begins in the wrong place is told what it stands under`(
    _ yaml: String, _ words: String
  ) throws {
    let (exit, _, errors) = try run(yaml)
    #expect(exit == .code(78))
    #expect(errors.contains("this is not YAML"), "\(errors)")
    #expect(errors.contains(words), "\(errors)")
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
