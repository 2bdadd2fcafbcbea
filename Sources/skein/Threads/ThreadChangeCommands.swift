import ArgumentParser
import Client
import Wire

struct ThreadRenameCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rename", "Give a thread another title.",
    examples: [#"skein thread rename 12 "Trip to Oslo""#])

  @Argument(help: "The thread.", completion: Completions.threads) var id: String
  @Argument(help: "Its new title.") var title: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let words = try session.text(title, for: "The title")
    guard let title = try checked(words, Title.self, "The title") else { return }
    let connection = try session.dialer.connect()
    let thread = try session.thread(id, on: connection)
    try session.change(ThreadUpdate.self, .renaming(thread, to: title), on: connection) {
      "Thread \($0.thread.reference) is called “\($0.thread.title?.text ?? "")” now."
    }
  }
}

struct ThreadRemoveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rm", "Delete threads; thread restore brings them back.",
    examples: [
      "skein thread rm 12 13",
      CommandExample("skein thread rm --permanent 12", "Erase a thread"),
    ])

  @Argument(help: "The threads.", completion: Completions.threads) var ids: [String]
  @OptionGroup var removal: RemovalOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let threads: [Noun.Thread] = try session.removable(ids, removal, on: connection)
    for thread in threads { try refuseContexts(thread, connection) }
    try session.remove(
      threads, by: ThreadDelete.self, removal, on: connection,
      details: { try $0.removalDetails(removal, on: connection) },
      params: { ThreadDelete.Params(threadId: $0, permanent: $1) })
  }

  /// The daemon refuses it too, and speaks of methods.
  private func refuseContexts(_ thread: Noun.Thread, _ connection: Connection) throws {
    guard let id = thread.contextId else { return }
    let context = try Noun.Context.get(id, on: connection)
    throw ClientError.usage(
      "\(thread.subject) belongs to context \(context.reference): skein context rm "
        + "\(context.reference) deletes both.")
  }
}

struct ThreadRestoreCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "restore", "Bring deleted threads back.",
    examples: ["skein thread restore 12"])

  @Argument(help: "The threads.", completion: Completions.deletedThreads) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let threads: [Noun.Thread] = try session.restorable(ids, on: connection)
    for thread in threads where thread.deletedAt != nil {
      guard let context = thread.contextId else { continue }
      throw ClientError.usage(
        "\(thread.subject) is a context's: skein context restore \(context) brings both back.")
    }
    try session.restore(
      threads, by: ThreadRestore.self, on: connection,
      advice: { try $0.undoAdvice(on: connection) },
      params: { ThreadRestore.Params(threadId: $0) })
  }
}

struct ThreadForkCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "fork", "Copy a thread and continue with the copy.",
    discussion: """
      Prints the copy's number; --continue means the copy from then on. The copy is \
      a thread of its own, with a number after the title, and stays when the other is deleted. \
      Without a thread: this terminal's, else the one with the latest activity.
      """,
    examples: [
      "skein thread fork",
      CommandExample("skein thread fork 12 --through 4", "Copy the first four messages"),
    ])

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?
  @Option(help: ArgumentHelp("The last message to copy, counted from 1.", valueName: "message"))
  var through: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let through, through < 1 { throw ValidationError("--through: expected 1 or more.") }
  }

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.foundThread(id, on: connection)
    if let through, through > thread.messageCount {
      let count = counted(thread.messageCount, "message")
      throw ClientError.usage("--through \(through): \(thread.subject) has \(count).")
    }
    let params = ThreadFork.Params(
      threadId: thread.id, id: IDSource().next(), throughSequence: through.map { Sequence($0) })
    let copy = try session.call(ThreadFork.self, params, global, on: connection) {
      $0.thread.reference
    }
    try session.current.remember(copy.thread.id)
  }
}
