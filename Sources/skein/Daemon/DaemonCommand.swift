import ArgumentParser
import Client
import Wire

struct DaemonCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "daemon", "Start, stop and inspect the daemon.",
    examples: ["skein daemon", "skein daemon restart"],
    below: [
      DaemonStartCommand.self, DaemonStopCommand.self, DaemonRestartCommand.self,
      DaemonReloadCommand.self, DaemonStatusCommand.self, DaemonLogsCommand.self,
      DaemonInstallCommand.self,
      DaemonUninstallCommand.self,
    ], default: DaemonStatusCommand.self)
}

struct DaemonStartCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "start", "Start the daemon if none runs.",
    discussion: "It keeps this shell's environment, API keys included.",
    examples: ["skein daemon start"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    if let connection = try session.dialer.connectIfRunning() {
      return try session.present(connection, "is running already")
    }
    session.tellOfSettings(nil)
    try session.start()
  }
}

struct DaemonStopCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "stop", "Stop the daemon and wait until it has ended.",
    discussion: """
      Running turns have a grace period, then they end as interrupted. A daemon that does not \
      answer is sent SIGTERM, then SIGKILL.
      """,
    examples: ["skein daemon stop"])

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
  static let declaration = CommandDeclaration(
    "restart", "Restart the daemon with this shell's environment.",
    discussion: "If its configuration is invalid, the running daemon is left alone.",
    examples: ["OPENAI_API_KEY=$(pass show openai) skein daemon restart"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    for warning in try ConfigurationCheck(session.dialer).run() { session.tell(warning) }
    _ = try DaemonStopper(session.dialer).stop()
    // A service manager may have been faster.
    if let connection = try session.dialer.connectIfRunning() {
      return try session.present(connection, "has been restarted by its service manager")
    }
    try session.start()
  }
}

struct DaemonReloadCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "reload", "Make the daemon read its configuration again.",
    discussion: """
      It applies all of it, or nothing if it is invalid. Running turns are not affected. The \
      daemon keeps the environment that it was started with; skein daemon restart changes that.
      """,
    examples: ["skein daemon reload"])

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
    let info = try connection.call(ServerInfo.self, NoParams())
    if let read = info.configurationPath { session.tellOfSettings(read) }
    try session.tellOfDefaultModel(on: connection)
  }
}

extension Session {
  /// Says which settings are probably mistakes, of the configuration that a daemon which is started
  /// now reads, or of a file.
  fileprivate func tellOfSettings(_ configuration: String?) {
    do throws(ClientError) {
      for warning in try ConfigurationCheck(dialer).run(configuration) { tell(warning) }
    } catch {
      // The start tells of a mistake itself, and a running daemon has read the file already.
    }
  }

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
    try tellOfDefaultModel(on: connection)
  }

  /// Says that the model which is asked by default is none, where the daemon knows that.
  fileprivate func tellOfDefaultModel(on connection: Connection) throws {
    let health = try connection.call(ServerHealth.self, NoParams())
    for check in health.checks where check.name == "model" && check.status != .ok {
      console.note(check.detail)
    }
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
