import Testing

/// The real `skein` as a shell calls it, in the home of a daemon.
struct Shell {
  let daemon: LiveDaemon

  var variables: [String: String] {
    [
      "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
      "TERM": "xterm", "COMMAND": Binaries.command,
    ]
  }

  /// Runs it to its end; `input` is everything that is piped in.
  func skein(
    _ arguments: String..., input: String = "", variables more: [String: String] = [:],
    exit code: Int32 = 0
  ) throws -> (output: String, errors: String) {
    try skein(arguments, input: input, variables: more, exit: code)
  }

  func skein(
    _ arguments: [String], input: String = "", variables more: [String: String] = [:],
    exit code: Int32 = 0
  ) throws -> (output: String, errors: String) {
    try run(Binaries.command, arguments, input: input, variables: more, exit: code)
  }

  /// The fields of each line that it prints into a pipe.
  func rows(_ arguments: [String]) throws -> [[String]] {
    try skein(arguments).output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Runs a line of sh(1), in which `$COMMAND` is the command.
  func line(_ line: String, exit code: Int32 = 0) throws -> (output: String, errors: String) {
    try run("/bin/bash", ["-c", line], exit: code)
  }

  /// Starts it on a terminal.
  func skein(
    _ arguments: String..., variables more: [String: String] = [:], on terminal: PseudoTerminal
  ) throws -> Program {
    try Program(
      Binaries.command, arguments, environment: variables.merging(more) { $1 }, terminal: terminal)
  }

  private func run(
    _ path: String, _ arguments: [String], input: String = "",
    variables more: [String: String] = [:], exit code: Int32
  ) throws -> (output: String, errors: String) {
    let program = try Program(
      path, arguments, environment: variables.merging(more) { $1 }, input: input)
    let (end, output, errors) = try program.finish()
    #expect(end == .code(code), "\(arguments) \(errors)")
    return (output, errors)
  }
}

/// A suite of which each test has one daemon: what the command prints in its home.
protocol DaemonSuite {
  var daemon: LiveDaemon { get }
}

extension DaemonSuite {
  var shell: Shell { Shell(daemon: daemon) }

  func skein(
    _ arguments: String..., input: String = "", variables: [String: String] = [:],
    exit code: Int32 = 0
  ) throws -> (output: String, errors: String) {
    try shell.skein(arguments, input: input, variables: variables, exit: code)
  }

  /// What it prints where it says what it was asked for: errors, if it is to fail.
  func run(_ arguments: String..., fails code: Int32 = 0) throws -> String {
    let (output, errors) = try shell.skein(arguments, exit: code)
    return code == 0 ? output : errors
  }

  func rows(_ arguments: String...) throws -> [[String]] {
    try shell.rows(arguments)
  }
}

/// The same for a suite whose tests have daemons of their own.
func skein(
  _ daemon: LiveDaemon, _ arguments: String..., input: String = "",
  variables: [String: String] = [:], exit code: Int32 = 0
) throws -> (output: String, errors: String) {
  try Shell(daemon: daemon).skein(arguments, input: input, variables: variables, exit: code)
}
