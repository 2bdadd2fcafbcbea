import ArgumentParser
import Client
import Wire

struct ThreadRenameCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a thread another title.")

  @Argument(help: "The thread.", completion: Completions.threads) var id: String
  @Argument(help: "Its new title.") var title: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let words = try session.text(title, for: "The title")
    guard let title = try checked(words, Title.self, "The title") else { return }
    let connection = try session.dialer.connect()
    let thread = try session.thread(id, on: connection)
    let result = try connection.callRaw(
      ThreadUpdate.self, .renaming(thread, to: title))
    if global.json { try session.console.print(json: result) }
  }
}

struct ThreadRemoveCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Delete threads; thread restore brings them back.")

  @Argument(help: "The threads.", completion: Completions.threads) var ids: [String]
  @Flag(help: "Delete for good: nothing brings them back.") var permanent = false
  @Flag(name: .shortAndLong, help: "Do not ask.") var force = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let threads = try ids.map {
      try session.thread($0, on: connection, includeDeleted: permanent)
    }
    for thread in threads {
      guard try isMeant(thread, session, connection) else { continue }
      let result = try connection.callRaw(
        ThreadDelete.self,
        ThreadDelete.Params(threadId: thread, permanent: permanent ? true : nil))
      if global.json { try session.console.print(json: result) }
    }
  }

  /// Only a person can be asked.
  private func isMeant(
    _ thread: ThreadID, _ session: Session, _ connection: Connection
  ) throws -> Bool {
    guard permanent, !force, session.console.canAsk else { return true }
    let found = try connection.call(ThreadGet.self, ThreadGet.Params(threadId: thread)).thread
    let title = PrintableText.line(found.title?.text ?? found.id.description)
    return session.console.ask(
      "Delete “\(title)” (\(counted(found.messageCount, "message"))) for good? [y/N] ")
  }
}

struct ThreadRestoreCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a deleted thread back.")

  @Argument(help: "The thread.", completion: Completions.deletedThreads) var id: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.thread(id, on: connection, includeDeleted: true)
    let result = try connection.callRaw(
      ThreadRestore.self, ThreadRestore.Params(threadId: thread))
    if global.json { try session.console.print(json: result) }
  }
}

struct ThreadForkCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "fork", abstract: "Copy a thread and go on with the copy.",
    discussion: """
      Prints the copy's id; --continue goes on with it from then on. Without an id: this \
      terminal's thread, else the one with the latest activity.
      """)

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?
  @Option(help: ArgumentHelp("The last message to copy, counted from 1.", valueName: "message"))
  var through: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let through, through < 0 { throw ValidationError("--through: expected 0 or more.") }
  }

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.thread(id, on: connection)
    // With an id of our own we know it without reading the answer.
    let copy: ThreadID = IDSource().next()
    let result = try connection.callRaw(
      ThreadFork.self,
      ThreadFork.Params(threadId: thread, id: copy, throughSequence: through.map { Sequence($0) }))
    if global.json {
      try session.console.print(json: result)
    } else {
      try session.console.print("\(copy)\n")
    }
    try session.current.remember(copy)
  }
}
