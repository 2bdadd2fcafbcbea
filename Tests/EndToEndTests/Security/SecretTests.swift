import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// A key reaches its provider and nothing else.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct SecretTests {
  static let key = "sk-veryTellTale0123456789"

  /// Where a key can come from: the provider's setting, and what must be there for it.
  enum Source: String, CaseIterable, Sendable {
    case keyEnv, keyFile, keyCommand, keyCredential

    func setup(_ upstream: Upstream, _ home: Home) throws -> Setup {
      var setup = Setup(upstream: upstream, settings: ["logLevel: trace"])
      switch self {
      case .keyEnv:
        setup.provider = ["keyEnv: MY_KEY"]
        setup.variables = ["MY_KEY": SecretTests.key]
      case .keyFile:
        setup.provider = ["keyFile: ~/key"]
        try home.write(SecretTests.key + "\n", to: home.path + "/key")
      case .keyCommand:
        setup.provider = ["keyCommand: cat \"$HOME/key\"; echo ignored"]
        try home.write(SecretTests.key + "\n", to: home.path + "/key")
      case .keyCredential:
        setup.provider = ["keyCredential: my-key"]
        setup.variables = ["CREDENTIALS_DIRECTORY": home.path + "/credentials"]
        try home.write(SecretTests.key, to: home.path + "/credentials/my-key", mode: 0o640)
      }
      return setup
    }
  }

  /// Records every place where the key stands that is not its own.
  private func expectNoTrace(of daemon: LiveDaemon) throws {
    #expect(!daemon.log.contains(Self.key))
    let own = ["/key", "/my-key"]
    for path in daemon.home.everything where !own.contains(where: { path.hasSuffix($0) }) {
      // A socket can't be read, a directory has no bytes of its own.
      guard let bytes = try? daemon.home.bytes(path) else { continue }
      #expect(bytes.firstRange(of: Self.key.utf8) == nil, "\(path) holds the key")
    }
    let line = try Data(contentsOf: URL(filePath: "/proc/\(daemon.pid)/cmdline"))
    #expect(line.firstRange(of: Data(Self.key.utf8)) == nil)
  }

  @Test(arguments: Source.allCases)
  func `the key is sent to its provider and is written nowhere`(_ source: Source) throws {
    let home = try Home()
    let upstream = try Upstream { connection, request in
      try connection.send(request.isListing ? HTTP.models : HTTP.stream("Paid for."))
    }
    let daemon = try LiveDaemon(try source.setup(upstream, home), home: home)
    let client = try daemon.connect()
    #expect(try client.call(TurnRun.self, .asking("How much?")).turn.output == "Paid for.")
    #expect(try client.call(ModelList.self, .init()).data.map(\.name) == ["m"])
    let health = try client.call(ServerHealth.self, .init())
    #expect(health.checks.allSatisfy { !$0.detail.contains(Self.key) })
    for request in upstream.requests {
      #expect(request.headers["authorization"] == "Bearer \(Self.key)")
    }
    #expect(upstream.requests.count == 2)
    try expectNoTrace(of: daemon)
  }

  @Test func `a provider that echoes the key in its error is quoted without it`() throws {
    let home = try Home()
    let upstream = try Upstream { connection, request in
      let given = request.headers["authorization"] ?? ""
      try connection.send(
        HTTP.error(
          "401 Unauthorized", headers: "x-request-id: \(Self.key)\r\n",
          message: "Incorrect API key provided: \(Self.key), as in '\(given)'."))
    }
    let daemon = try LiveDaemon(try Source.keyEnv.setup(upstream, home), home: home)
    let client = try daemon.connect()
    let line = #"{"jsonrpc":"2.0","id":77,"method":"turn/run","params":{"input":"hi"}}"#
    try client.socket.send(line)
    let answer = try #require(try client.socket.line())
    try client.file(Array(answer.utf8))
    #expect(answer.contains("-32005") && answer.contains("Incorrect API key"))
    #expect(!answer.contains(Self.key), "\(answer)")
    try client.socket.send(#"{"jsonrpc":"2.0","id":78,"method":"model/list"}"#)
    let list = try #require(try client.socket.line())
    #expect(!list.contains(Self.key), "\(list)")
    try expectNoTrace(of: daemon)
  }

  @Test func `a key that others may read is refused, and the setting named`() throws {
    let home = try Home()
    let upstream = try Upstream.saying("never")
    let setup = try Source.keyFile.setup(upstream, home)
    try home.setMode(0o644, of: home.path + "/key")
    let daemon = try LiveDaemon(setup, home: home)
    let fault = try daemon.connect().fault(TurnRun.self, .asking("hi"))
    #expect(fault.code == -32005)
    #expect(fault.data.class == .auth)
    #expect(fault.data.code == "noKey")
    #expect(fault.message.contains("keyFile") && fault.message.contains("chmod 600"))
    #expect(upstream.requests.isEmpty)
    try expectNoTrace(of: daemon)
    // No restart is needed once it is right.
    try home.setMode(0o600, of: home.path + "/key")
    #expect(try daemon.connect().call(TurnRun.self, .asking("hi")).turn.output == "never")
  }

  @Test func `without a key the setting that is missing is named`() throws {
    let upstream = try Upstream.saying("never")
    let daemon = try LiveDaemon(Setup(upstream: upstream, provider: ["keyEnv: MY_KEY"]))
    let fault = try daemon.connect().fault(TurnRun.self, .asking("hi"))
    #expect(fault.data.code == "noKey")
    #expect(fault.message.contains("MY_KEY") && fault.message.contains("keyEnv"))
    #expect(upstream.requests.isEmpty)
  }

  @Test func `a key's command that fails says so and not what it printed`() throws {
    let upstream = try Upstream.saying("never")
    let home = try Home()
    try home.write(Self.key, to: home.path + "/key")
    let command = "keyCommand: cat \"$HOME/key\" >&2; cat \"$HOME/key\"; exit 3"
    let setup = Setup(
      upstream: upstream, settings: ["logLevel: trace"], provider: [command])
    let daemon = try LiveDaemon(setup, home: home)
    let fault = try daemon.connect().fault(TurnRun.self, .asking("hi"))
    #expect(fault.data.code == "noKey")
    #expect(fault.message.contains("keyCommand") && !fault.message.contains(Self.key))
    #expect(!daemon.log.contains(Self.key))
    #expect(upstream.requests.isEmpty)
  }

  @Test func `no core file can hold what the daemon knows`() throws {
    let daemon = try LiveDaemon(Setup(shell: "ulimit -c unlimited 2>/dev/null || :"))
    let limits = try String(contentsOfFile: "/proc/\(daemon.pid)/limits", encoding: .utf8)
    let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file") })
    #expect(core.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(core)")
  }
}
