import ArgumentParser
import Client
import Wire

struct DaemonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daemon", abstract: "Start, stop and look after the daemon.",
    subcommands: [
      DaemonStartCommand.self, DaemonStopCommand.self, DaemonRestartCommand.self,
      DaemonReloadCommand.self, DaemonStatusCommand.self, DaemonLogsCommand.self,
      DaemonInstallCommand.self,
      DaemonUninstallCommand.self,
    ], defaultSubcommand: DaemonStatusCommand.self)
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
    discussion: """
      Running turns are given a grace period, then they end as interrupted. A daemon that does \
      not answer is sent SIGTERM, and SIGKILL when that does not end it.
      """)

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let pid = try DaemonStopper(session.dialer).stop()
    if global.json { return try session.console.print(json: Array("{}".utf8)) }
    let next = Systemd.listensAlone(for: session.dialer)
    var state = "No daemon is running"
    if let pid {
      state = "skeind (process \(pid)) has stopped"
    } else if !next {
      state = String(try session.dialer.absence().dropLast())
    }
    try session.console.say(
      state + (next ? "; systemd starts one for the next command." : "."))
  }
}

struct DaemonRestartCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart", abstract: "Stop the daemon and start it with this environment.",
    discussion: "Where the configuration cannot be used, the daemon that runs is left alone.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    for doubt in try ConfigurationCheck(session.dialer).run() { session.tell(doubt) }
    _ = try DaemonStopper(session.dialer).stop()
    // A service manager may have been faster.
    if let connection = try session.dialer.connectIfRunning() {
      return try session.present(connection, "has been restarted by its service manager")
    }
    try session.start()
  }
}

struct DaemonReloadCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: "Have the daemon read its configuration again.",
    discussion: """
      All of it is taken up, or nothing where it cannot be used. Turns that run go on as they \
      began. The daemon keeps the environment that it was started with: restart changes that.
      """)

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard let connection = try session.dialer.connectIfRunning() else {
      throw ClientError.unreachable(try session.dialer.absence())
    }
    let (result, json) = try connection.callBoth(ServerReload.self, NoParams())
    if global.json { return try session.console.print(json: json) }
    let changed = result.changed.isEmpty ? "nothing" : result.changed.joined(separator: ", ")
    try session.console.say("The configuration was read again. Changed: \(changed).")
    if !result.needRestart.isEmpty {
      session.console.note(
        "These hold after skein daemon restart: \(result.needRestart.joined(separator: ", ")).")
    }
  }
}

extension Session {
  /// Started because somebody asked for just that: SKEIN_NO_START is about the other commands.
  fileprivate func start() throws {
    try present(dialer.start(), "has started")
  }

  fileprivate func present(_ connection: Connection, _ state: String) throws {
    if options.json {
      return try console.print(json: connection.rawServerInfo())
    }
    let info = try connection.call(ServerInfo.self, NoParams())
    try console.say("\(info.name) \(info.version) \(state)\(info.place)")
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
