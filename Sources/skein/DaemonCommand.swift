import ArgumentParser
import Client
import Wire

struct DaemonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daemon", abstract: "Start, stop and look after the daemon.",
    subcommands: [
      DaemonStartCommand.self, DaemonStopCommand.self, DaemonRestartCommand.self,
      DaemonStatusCommand.self, DaemonLogsCommand.self, DaemonInstallCommand.self,
      DaemonUninstallCommand.self,
    ])
}

struct DaemonStartCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start the daemon unless it runs.",
    discussion: "It keeps this shell's environment, API keys included.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    if let connection = try session.dialer.connectIfRunning() {
      return try session.present(connection, "is running already")
    }
    try session.start()
  }
}

struct DaemonStopCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stop the daemon and wait until it is gone.",
    discussion: "Running turns are given a grace period, then they end as interrupted.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let pid = try DaemonStopper(session.dialer).stop()
    if global.json { return try session.console.print(json: Array("{}".utf8)) }
    let state = pid.map { "skeind (process \($0)) has stopped" } ?? "No daemon is running"
    let next = Systemd.listensAlone(for: session.dialer)
    try session.console.print(
      state + (next ? "; systemd starts one for the next command.\n" : ".\n"))
  }
}

struct DaemonRestartCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart", abstract: "Stop the daemon and start it with this environment.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    _ = try DaemonStopper(session.dialer).stop()
    // A service manager may have been faster.
    if let connection = try session.dialer.connectIfRunning() {
      return try session.present(connection, "has been restarted by its service manager")
    }
    try session.start()
  }
}

extension Session {
  /// Started because somebody asked for just that: SKEIN_NO_START is about the other commands.
  fileprivate func start() throws {
    try present(DaemonStarter(dialer).start(), "has started")
  }

  fileprivate func present(_ connection: Connection, _ state: String) throws {
    if options.json {
      return try console.print(json: connection.rawServerInfo())
    }
    let info = try connection.call(ServerInfo.self, NoParams())
    try console.print(
      "\(info.name) \(info.version) \(state)\(info.place)\n")
    compare(info)
  }

  /// Says when the daemon is of another version.
  func compare(_ info: ServerInfo.Result) {
    let version = DaemonVersion(environment)
    if let difference = version.text(
      about: info.version, protocolNumber: info.protocolVersion)
    {
      console.note(difference)
    }
  }
}

extension ServerInfo.Result {
  /// Where it runs and listens, behind a colon; nothing when that is not told.
  var place: String {
    guard let pid, let socketPath else { return "" }
    return ": process \(pid), \(socketPath)"
  }
}
