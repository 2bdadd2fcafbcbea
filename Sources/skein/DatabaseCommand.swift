import ArgumentParser
import Client
import Wire

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "Look after the database that everything is kept in.",
    discussion: "For operators: the user who runs the daemon, and those it lists.",
    subcommands: [
      DatabaseStatsCommand.self, DatabaseCheckCommand.self, DatabaseBackupCommand.self,
      DatabasePurgeCommand.self, DatabaseOptimizeCommand.self,
    ], defaultSubcommand: DatabaseStatsCommand.self)
}

struct DatabaseStatsCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Say what the database holds and how large it is.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    if global.json {
      return try session.console.print(json: connection.callRaw(DatabaseStats.self, NoParams()))
    }
    let stats = try connection.call(DatabaseStats.self, NoParams())
    var table = Table(columns: [
      .init(heading: "TABLE"), .init(heading: "ROWS", alignsRight: true),
      .init(heading: "BYTES", alignsRight: true), .init(heading: "INDEXES", alignsRight: true),
    ])
    table.rows = stats.tables.map { table in
      [
        table.name, "\(table.rows)", table.bytes.map { "\($0)" } ?? "?",
        table.bytes == nil
          ? "?" : "\(table.indexes.reduce(0) { $0 + ($1.bytes ?? 0) })",
      ]
    }
    try session.console.show(table)
    try session.console.say(
      """
      \(PrintableText.line(stats.path)): \(counted(stats.bytes, "byte")), \(stats.freeBytes) of \
      them free; log \(counted(stats.walBytes, "byte")); schema \(stats.schemaVersion)
      """)
  }
}

struct DatabaseCheckCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read the whole database and say what is wrong.",
    discussion: "Exits with 1 when something is.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let json = try connection.callRaw(DatabaseCheck.self, NoParams())
    let check = try TypedJSON.read(json, DatabaseCheck.Result.self, of: DatabaseCheck.name)
    if global.json {
      try session.console.print(json: json)
    } else if check.ok {
      try session.console.print("ok\n")
    } else {
      for problem in check.problems {
        try session.console.say(PrintableText.line(problem))
      }
    }
    if !check.ok { throw ExitCode.daemonSaidNo }
  }
}

struct DatabaseBackupCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the database while it is in use.",
    discussion: """
      The copy is checked, and appears only when it is whole. To restore it, stop the daemon, put \
      it where the database was, and start the daemon. The key file beside the database is not in \
      it.
      """)

  @Argument(help: "Where to put the copy; nothing may be there yet.", completion: .file())
  var path: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let path = try FilePath(argument: path)
    let connection = try session.dialer.connect()
    let json = try connection.callRaw(DatabaseBackup.self, .init(path: path))
    if global.json { return try session.console.print(json: json) }
    let copy = try TypedJSON.read(json, DatabaseBackup.Result.self, of: DatabaseBackup.name)
    session.console.note("\(copy.path): \(counted(copy.bytes, "byte")), verified")
  }

  func explain(_ fault: Fault) -> String? { PathWords.ofNewFile(path, fault) }
}

struct DatabasePurgeCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Erase what was deleted or archived long ago.",
    discussion: """
      Of every user. What goes is first written to a new file, a JSON object a line.
      """)

  @Argument(help: "Where to write what goes; nothing may be there yet.", completion: .file())
  var path: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Erase what was deleted before.", valueName: "time"))
  var deletedBefore: Moment?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Erase tasks that were archived before.", valueName: "time"))
  var archivedBefore: Moment?
  @OptionGroup var force: ForceOption
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if deletedBefore == nil && archivedBefore == nil {
      throw ValidationError("Expected --deleted-before, --archived-before or both.")
    }
  }

  func execute(_ session: Session) throws {
    let params = DatabasePurge.Params(
      path: try FilePath(argument: path), deletedBefore: deletedBefore?.time,
      archivedBefore: archivedBefore?.time)
    let connection = try session.dialer.connect()
    try session.refuseUnasked(force)
    guard session.isMeant(question, force) else {
      return session.confirm("Nothing was erased.")
    }
    let json = try connection.callRaw(DatabasePurge.self, params)
    if global.json { return try session.console.print(json: json) }
    let gone = try TypedJSON.read(json, DatabasePurge.Result.self, of: DatabasePurge.name)
    guard let path = gone.path else { return session.console.note("there was nothing to erase") }
    session.console.note(
      """
      erased \(counted(gone.threads, "thread")), \(counted(gone.contexts, "context")), \
      \(counted(gone.tasks, "task")); what went is written down in \(path)
      """)
  }

  func explain(_ fault: Fault) -> String? { PathWords.ofNewFile(path, fault) }

  private var question: String {
    let what = [
      deletedBefore.map { "what was deleted before \($0.time)" },
      archivedBefore.map { "the tasks that were archived before \($0.time)" },
    ]
    return "Erase \(what.compactMap(\.self).joined(separator: " and ")), of every user, for good?"
  }
}

struct DatabaseOptimizeCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimize", abstract: "Give free pages back to the disk.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let json = try connection.callRaw(DatabaseOptimize.self, NoParams())
    if global.json { return try session.console.print(json: json) }
    let sizes = try TypedJSON.read(json, DatabaseOptimize.Result.self, of: DatabaseOptimize.name)
    session.console.note("\(sizes.bytesBefore) bytes before, \(sizes.bytesAfter) now")
  }
}

extension FilePath {
  /// The daemon stands in another directory than the shell.
  init(argument: String) throws {
    guard argument != StandardInput.mark else {
      throw ClientError.usage("The daemon reads and writes files: name one, - is none here.")
    }
    guard let path = FilePath(try absolutePath(argument)) else {
      throw ClientError.usage("A path has at most \(Self.lengthLimit) bytes.")
    }
    self = path
  }
}
