import Foundation

/// A home whose user only runs the command: daemons are started by its commands, and end with the
/// object that owns them.
final class CommandHome: Sendable {
  let home: Home
  /// The directory of the sockets, as a login sets it.
  let runtime: String
  private let isOwnRuntime: Bool

  /// With the `runtime` of another home, both look for their daemon at the same place.
  init(sharing other: CommandHome? = nil) throws {
    home = try Home()
    runtime = other?.runtime ?? home.path + "/r"
    isOwnRuntime = other == nil
    if isOwnRuntime { try home.makeDirectory(runtime) }
  }

  deinit {
    for pid in daemons { kill(pid, SIGKILL) }
  }

  /// The processes that the locks of this home name and that are daemons.
  var daemons: Set<pid_t> {
    let locks = home.everything.filter { $0.hasSuffix(".lock") }
    return Set(
      locks.compactMap { lock -> pid_t? in
        let text = (try? String(contentsOfFile: lock, encoding: .utf8)) ?? ""
        guard let line = text.split(separator: "\n").first, let pid = pid_t(line),
          let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
          // A process that has ended keeps its number until its parent has waited for it.
          status.contains(" (skeind) "), !status.contains(" (skeind) Z")
        else { return nil }
        return pid
      })
  }

  var socket: String { runtime + "/skein/skein.sock" }
  var log: String { home.path + "/.local/state/skein/skeind.log" }

  func start(
    _ arguments: [String], _ variables: [String: String] = [:], input: String? = "",
    terminal: PseudoTerminal? = nil
  ) throws -> Program {
    var environment = [
      "HOME": home.path, "PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": runtime,
    ]
    environment.merge(variables) { $1 }
    return try Program(
      Binaries.command, arguments, environment: environment.filter { !$0.value.isEmpty },
      input: input, terminal: terminal)
  }

  struct Outcome {
    let code: Program.Exit
    let output: String
    let errors: String
    let seconds: Double
  }

  func run(
    _ arguments: [String], _ variables: [String: String] = [:], input: String? = ""
  ) throws -> Outcome {
    let began = Date()
    let (code, output, errors) = try start(arguments, variables, input: input).finish()
    return Outcome(
      code: code, output: output, errors: errors, seconds: Date().timeIntervalSince(began))
  }

  /// How often daemons that commands started have begun to listen.
  func starts() throws -> Int {
    try String(contentsOfFile: log, encoding: .utf8).components(separatedBy: " listening ").count
      - 1
  }
}
