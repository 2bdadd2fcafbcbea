import ArgumentParser
import Client
import Wire

struct DaemonInstallCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "install", "Have systemd or launchd run the daemon from now on.",
    discussion: """
      You do not need to: every command starts the daemon if none runs. A service manager also \
      starts it after a crash, keeps its log and confines it.
      """,
    examples: [
      CommandExample("skein daemon install --print", "Only show what it would do"),
      "skein daemon install",
    ])

  @Flag(help: "Print the files and commands, and change nothing.") var print = false
  @Flag(help: "Replace files that have been changed by hand.") var force = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let installation = try session.installation()
    if print { return try show(installation, session.console) }
    let changes = try installation.changes(force: force)
    try session.needServiceManager(installation)
    let ranBefore = try runsManaged(session)
    if !ranBefore { try stopStray(session) }
    for file in changes {
      try file.write()
      try session.console.print("wrote \(file.path)\n")
    }
    if changes.isEmpty {
      let whose = installation.isPackaged ? "the package's own" : "there already"
      try session.console.print("the service's files are \(whose)\n")
    }
    try enable(installation, anew: !changes.isEmpty, session)
    let dialer =
      try installation.socketPath.map {
        Dialer(to: try SocketPath(checking: $0, origin: .service), like: session.dialer)
      } ?? session.dialer
    guard
      let connection = try dialer.reconnect(
        until: .after(milliseconds: DaemonStarter.patienceMilliseconds))
    else {
      throw ClientError.unreachable(
        "It is installed, but nothing answers at \(dialer.socket.path).")
    }
    let info = try connection.call(ServerInfo.self, NoParams())
    try session.console.say("\(info.name) \(info.version) answers\(info.place)")
    if ranBefore, !changes.isEmpty {
      session.console.note("It runs as before until skein daemon restart.")
    }
    if dialer.socket.path != session.dialer.socket.path {
      session.console.note(
        "Here commands look at \(session.dialer.socket.path) first, which SKEIN_SOCKET, --socket or "
          + "`socket:` of the configuration names, and start a daemon of their own when none runs: "
          + "better leave that out.")
    }
  }

  private func enable(_ installation: Installation, anew: Bool, _ session: Session) throws {
    if let question = installation.isLoaded, Subprocess.run(question)?.status == 0 {
      guard anew else { return }
      try session.run(installation.disabling)
    }
    try session.run(installation.enabling)
  }

  private func show(_ installation: Installation, _ console: Console) throws {
    if installation.isPackaged { try console.print("# a package has brought these files\n\n") }
    for file in installation.files { try console.print("# \(file.path)\n\n\(file.text)\n") }
    for command in installation.enabling {
      try console.print("$ \(command.joined(separator: " "))\n")
    }
  }

  /// Whether systemd runs the daemon already.
  private func runsManaged(_ session: Session) throws -> Bool {
    guard !Systemd.listensAlone(for: session.dialer),
      let connection = try session.dialer.connectIfRunning()
    else { return false }
    return try connection.call(ServerInfo.self, NoParams()).pid.map(Systemd.runs) ?? false
  }

  /// A daemon that was started by hand has the socket and the database that the service needs.
  private func stopStray(_ session: Session) throws {
    guard let stopped = try DaemonStopper(session.dialer).stop() else { return }
    try session.console.say(
      "stopped skeind (process \(stopped)), which no service manager had started")
  }
}

struct DaemonUninstallCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "uninstall", "Undo skein daemon install, and stop that daemon.",
    discussion: "The daemon's files stay. The next command starts a daemon as before.",
    examples: ["skein daemon uninstall"])

  @Flag(help: "Remove files that have been changed by hand, too.") var force = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let installation = try session.installation()
    let leftovers = try installation.leftovers(force: force)
    guard !leftovers.isEmpty || installation.isPackaged else {
      return try session.console.print("Nothing is installed.\n")
    }
    let isManaged = Subprocess.run(installation.probe)?.status == 0
    if isManaged { try session.run(installation.disabling) }
    for file in leftovers {
      try file.remove()
      try session.console.print("removed \(file.path)\n")
    }
    if isManaged { try session.run(installation.forgetting) }
  }
}

extension Session {
  fileprivate func installation() throws -> Installation {
    try Installation(
      .ofThisSystem, program: DaemonStarter(dialer).findProgram(), environment: environment)
  }

  fileprivate func needServiceManager(_ installation: Installation) throws(ClientError) {
    let outcome = Subprocess.run(installation.probe)
    guard outcome?.status != 0 else { return }
    let why = outcome.map { $0.text.trimmingLineEnd() } ?? "there is none"
    throw .unreachable(
      """
      \(installation.probe[0]) does not reach a service manager of this user (\(why)), as in a \
      container or without a login session. Nothing was done, and nothing has to be: every skein \
      command starts the daemon when none answers. --print shows what would be installed.
      """)
  }

  fileprivate func run(_ commands: [[String]]) throws {
    for command in commands {
      let line = command.joined(separator: " ")
      try console.print("\(line)\n")
      guard let outcome = Subprocess.run(command) else {
        throw ClientError.system("\(command[0]) can't be started.")
      }
      guard outcome.status == 0 else {
        throw ClientError.system("\(line): \(outcome.text.trimmingLineEnd())")
      }
    }
  }
}
