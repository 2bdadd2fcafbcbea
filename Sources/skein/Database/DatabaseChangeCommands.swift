import ArgumentParser
import Client
import Wire

struct DatabaseBackupCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "backup", "Copy the database while it is in use.",
    discussion: """
      The copy is checked, and appears only when it is complete. To restore it, stop the daemon, \
      put it in the place of the database, and start the daemon. The key file beside the database \
      is not part of it.
      """,
    examples: [#"skein db backup "/backups/skein-$(date +%F).db""#])

  @Argument(help: "The file to create; it must not exist yet.", completion: .file())
  var path: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let path = try FilePath(argument: path)
    try session.change(
      DatabaseBackup.self, .init(path: path), on: session.dialer.connect()
    ) { copy in "\(copy.path): \(counted(copy.bytes, "byte")), verified" }
  }

  func explain(_ fault: Fault) -> String? { PathWords.ofNewFile(path, fault) }
}

struct DatabasePurgeCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "purge", "Erase what was deleted or archived before a time.",
    discussion: """
      For all users. What is erased is first written to a new file, one JSON object a line.
      """,
    examples: ["skein db purge --deleted-before 6mo purged.jsonl"])

  @Argument(
    help: "The file to write what is erased to; it must not exist yet.", completion: .file())
  var path: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Erase what was deleted before this time.", valueName: "time"))
  var deletedBefore: Moment?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Erase tasks that were archived before this time.", valueName: "time"))
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
    try session.change(DatabasePurge.self, params, on: connection) { gone in
      guard let path = gone.path else { return "there was nothing to erase" }
      return """
        erased \(counted(gone.threads, "thread")), \(counted(gone.contexts, "context")), \
        \(counted(gone.tasks, "task")); what went is written down in \(path)
        """
    }
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
  static let declaration = CommandDeclaration(
    "optimize", "Return the database's free pages to the disk.",
    examples: ["skein db optimize"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.change(DatabaseOptimize.self, NoParams(), on: session.dialer.connect()) { sizes in
      "\(sizes.bytesBefore) bytes before, \(sizes.bytesAfter) now"
    }
  }
}
