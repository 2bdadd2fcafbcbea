/// Checks whether a daemon that is started now could use its configuration.
package struct ConfigurationCheck {
  /// The exit status of an older daemon, which does not know the option (EX_USAGE).
  private static let unknownOption: Int32 = 64

  private let dialer: Dialer

  package init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// Makes the daemon's program read the configuration, or the file that is given, and throws the
  /// errors that it reports; the warnings that it prints are returned, one line each.
  package func run(_ configuration: String? = nil) throws(ClientError) -> [String] {
    let program = try DaemonStarter(dialer).findProgram()
    let file = configuration.map { ["--config", $0] } ?? []
    guard
      let outcome = Subprocess.run(
        [program, "--check-config", "--socket", dialer.socket.path] + file)
    else { throw .system("\(program) can't be started.") }
    if outcome.status == 0 { return outcome.text.split(separator: "\n").map(String.init) }
    if outcome.status == Self.unknownOption { return [] }
    throw .system(
      "\(outcome.text.trimmingLineEnd())\nNothing was stopped: a running daemon continues with the "
        + "configuration that it has read.")
  }
}
