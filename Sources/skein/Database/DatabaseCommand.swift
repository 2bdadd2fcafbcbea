import ArgumentParser
import Client
import Wire

struct DatabaseCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "db", "Check, back up and clean up the database.",
    discussion: """
      For operators: the user who runs the daemon, and those whom it is configured with.
      """,
    examples: ["skein db", "skein db backup /backups/skein.db"],
    below: [
      DatabaseStatsCommand.self, DatabaseCheckCommand.self, DatabaseBackupCommand.self,
      DatabasePurgeCommand.self, DatabaseOptimizeCommand.self,
    ], default: DatabaseStatsCommand.self)
}

struct DatabaseStatsCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "stats", "Print what the database holds and how large it is.",
    examples: ["skein db stats"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.read(DatabaseStats.self, NoParams()) { try show($0, session.console) }
  }

  private func show(_ stats: DatabaseStats.Result, _ console: Console) throws {
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
    try console.show(table)
    try console.say(
      """
      \(PrintableText.line(stats.path)): \(counted(stats.bytes, "byte")), \(stats.freeBytes) of \
      them free; log \(counted(stats.walBytes, "byte")); schema \(stats.schemaVersion)
      """)
  }
}

struct DatabaseCheckCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "check", "Read the whole database and report what is wrong.",
    discussion: "Exits with 1 if something is.",
    examples: ["skein db check"])

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
