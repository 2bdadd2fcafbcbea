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
    _ arguments: String..., input: String = "", exit code: Int32 = 0
  ) throws -> (output: String, errors: String) {
    try run(Binaries.command, arguments, input: input, exit: code)
  }

  /// Runs a line of sh(1), in which `$COMMAND` is the command.
  func line(_ line: String, exit code: Int32 = 0) throws -> (output: String, errors: String) {
    try run("/bin/bash", ["-c", line], input: "", exit: code)
  }

  /// Starts it on a terminal.
  func skein(_ arguments: String..., on terminal: PseudoTerminal) throws -> Program {
    try Program(Binaries.command, arguments, environment: variables, terminal: terminal)
  }

  private func run(
    _ path: String, _ arguments: [String], input: String, exit code: Int32
  ) throws -> (output: String, errors: String) {
    let program = try Program(path, arguments, environment: variables, input: input)
    let output = program.output.whole()
    #expect(try program.exit() == .code(code), "\(arguments) \(program.errors.whole())")
    return (output, program.errors.whole())
  }
}
