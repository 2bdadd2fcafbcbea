import Foundation
import Synchronization
import Testing
import Upstream

/// The real `skeind` in a home of its own; it ends with the object that owns it.
final class LiveDaemon: Sendable {
  /// The daemon ended, or did not report that it listens.
  struct NotServing: Error {
    let log: String
  }

  let home: Home
  let setup: Setup
  private let state: Mutex<(program: Program, contract: Contract?, logs: [String])>

  /// Starts it and waits until it listens.
  init(_ setup: Setup = Setup(), home: Home? = nil) throws {
    let home = try home ?? Home()
    self.home = home
    self.setup = setup
    try home.write(setup.yaml, to: home.configuration)
    let program = try Self.program(setup, home)
    state = Mutex((program, nil, []))
    try Self.awaitListening(program)
  }

  convenience init(_ upstream: Upstream, settings: [String] = []) throws {
    try self.init(Setup(upstream: upstream, settings: settings))
  }

  deinit {
    if Home.areKept { keepLog() }
    guard !setup.meansErrors else { return }
    let errors = log.split(separator: "\n").filter {
      $0.contains(" error ") || $0.contains(" critical ") || $0.contains("Fatal error")
    }
    if !errors.isEmpty { Issue.record("the daemon logged \(errors)") }
  }

  private func keepLog() {
    do { try home.write(log, to: home.path + "/skeind.log") } catch { print("no log: \(error)") }
  }

  /// Starts a daemon without waiting for anything.
  static func program(_ setup: Setup, _ home: Home) throws -> Program {
    var environment = ["HOME": home.path, "PATH": "/usr/bin:/bin"]
    environment.merge(setup.variables) { _, new in new }
    environment = environment.filter { !$0.value.isEmpty }
    guard let shell = setup.shell else {
      return try Program(Binaries.daemon, setup.arguments, environment: environment)
    }
    return try Program(
      "/bin/sh", ["-c", "\(shell)\nexec \"$0\" \"$@\"", Binaries.daemon] + setup.arguments,
      environment: environment)
  }

  /// Returns when the log says that the daemon listens.
  static func awaitListening(_ program: Program) throws {
    guard program.errors.waits(until: { $0.contains("listening ") }) else {
      throw NotServing(log: program.errors.text)
    }
  }

  var program: Program { state.withLock { $0.program } }
  var pid: pid_t { program.pid }

  /// Everything that it has logged, including earlier starts.
  var log: String {
    let (logs, program) = state.withLock { ($0.logs, $0.program) }
    return logs.joined() + program.errors.text
  }

  var logLines: [String] { log.split(separator: "\n").map(String.init) }

  /// Waits until the log contains `text`; false when that takes too long.
  func logs(_ text: String) -> Bool {
    program.errors.waits { $0.contains(text) }
  }

  /// Tells it to stop, and waits for its end.
  @discardableResult
  func terminate() throws -> Program.Exit {
    program.signal(SIGTERM)
    return try program.exit()
  }

  /// Kills it without notice.
  func kill() throws {
    program.signal(SIGKILL)
    try program.exit()
  }

  /// Starts it again in the same home after it has ended.
  func restart(_ setup: Setup? = nil) throws {
    try program.exit()
    let next = try Self.program(setup ?? self.setup, home)
    state.withLock { state in
      state.logs.append(state.program.errors.whole())
      state.program = next
      state.contract = nil
    }
    try Self.awaitListening(next)
  }

  /// A new connection; all its messages are checked against the daemon's own document.
  func connect() throws -> WireClient {
    WireClient(try Socket(home.socket), try contract(), of: self)
  }

  /// The daemon's document, requested once for each start.
  func contract() throws -> Contract {
    if let known = state.withLock({ $0.contract }) { return known }
    let contract = try Contract(of: home.socket)
    state.withLock { $0.contract = contract }
    return contract
  }

  /// The output of sqlite3 for a query on the database.
  func query(_ sql: String) throws -> String {
    let sqlite = try Program(
      "/usr/bin/env", ["sqlite3", "-readonly", home.database, sql],
      environment: ["PATH": "/usr/bin:/bin"])
    let answer = sqlite.output.whole()
    try #require(try sqlite.exit() == .code(0), "\(sqlite.errors.whole())")
    return answer.trimmingCharacters(in: .newlines)
  }
}
