/// Whether a daemon that is started now could use its configuration.
package struct ConfigurationCheck {
  /// What a daemon ends with that does not know the option: an older one (EX_USAGE).
  private static let unknownOption: Int32 = 64

  private let dialer: Dialer

  package init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// Has the daemon's program read it, and throws what that says is wrong; what may be meant
  /// otherwise is returned, a line each.
  package func run() throws(ClientError) -> [String] {
    let program = try DaemonStarter(dialer).findProgram()
    guard
      let outcome = Subprocess.run([program, "--check-config", "--socket", dialer.socket.path])
    else { throw .system("\(program) can't be started.") }
    if outcome.status == 0 { return outcome.text.split(separator: "\n").map(String.init) }
    if outcome.status == Self.unknownOption { return [] }
    throw .system(
      "\(outcome.text.trimmingLineEnd())\nNothing was stopped: a daemon that runs goes on with the "
        + "configuration that it has.")
  }
}
