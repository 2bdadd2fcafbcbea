import ArgumentParser
import Client
import Wire

struct DaemonLogsCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "logs", "Print the end of the daemon's log.",
    discussion: "If systemd runs the daemon, it prints the journal.",
    examples: ["skein daemon logs -n 200", "skein daemon logs -f"])

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp("Print this many lines.", valueName: "count"))
  var lines = 50
  @Flag(name: .shortAndLong, help: "Print new lines as they are logged, until Ctrl-C.") var follow =
    false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if lines < 0 { throw ValidationError("--lines: expected 0 or more.") }
  }

  func execute(_ session: Session) throws {
    if Systemd.keepsLog(for: session.dialer) {
      let choice = ["--no-pager", "--lines", "\(lines)"] + (follow ? ["--follow"] : [])
      try Subprocess.become(Systemd.journal + choice)
    }
    let log = try log(session)
    guard let (text, end) = log.lastLines(lines) else {
      throw ClientError.system("There is no log at \(log.path): skein has started no daemon yet.")
    }
    try session.console.print(text)
    if follow { try self.follow(log, from: end, session.console) }
  }

  /// Where a running daemon says, which may have been started in another environment; else where the
  /// next one's will be.
  private func log(_ session: Session) throws -> LogFile {
    var running: ServerInfo.Result?
    do {
      running = try session.dialer.connectIfRunning()?.call(ServerInfo.self, NoParams())
    } catch let error as ClientError {
      // Its log is the more wanted.
      session.console.note(error.text)
    }
    if let path = running?.logPath { return LogFile(at: path) }
    if running?.pid != nil {
      throw ClientError.usage(
        "The daemon writes its log to no file: whoever started it has its standard error.")
    }
    guard let log = LogFile(session.environment) else {
      throw ClientError.usage("Neither XDG_STATE_HOME nor HOME says where the log is.")
    }
    return log
  }

  private func follow(_ log: LogFile, from end: Int, _ console: Console) throws {
    var end = end
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    while true {
      try Pause.wait(milliseconds: 200, interrupt)
      // A log that was cut begins anew.
      if log.size < end { end = 0 }
      guard log.size > end, let bytes = log.read(from: end) else { continue }
      end += bytes.count
      try console.print(String(decoding: bytes, as: UTF8.self))
    }
  }
}
