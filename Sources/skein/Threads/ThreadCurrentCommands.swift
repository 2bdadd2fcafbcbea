import ArgumentParser
import Client
import Wire

struct ThreadCurrentCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "current", "Print this terminal's thread, which --continue means.",
    discussion: "If $SKEIN_THREAD is set, that is the thread. Exits with 64 if there is none.",
    examples: ["skein thread current"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    try session.present(try session.ownThread(nil, on: connection), global, on: connection)
  }
}

struct ThreadUseCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "use", "Make a thread this terminal's.",
    discussion: "- is the thread that was this terminal's before. Prints the thread's number.",
    examples: [
      "skein thread use 12",
      CommandExample("skein thread use -", "Go back to the one before"),
    ])

  @Argument(help: "The thread.", completion: Completions.threads) var id: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    try session.use(try thread(session, connection), global, on: connection)
  }

  private func thread(_ session: Session, _ connection: Connection) throws -> ThreadID {
    guard id == "-" else { return try session.named(id, on: connection) }
    guard let previous = session.current.previous else {
      throw ClientError.usage("No other thread was this terminal's before.")
    }
    return session.uses(previous, isRemembered: false)
  }
}

extension Session {
  /// Makes `thread` this terminal's, if it is there, and prints it.
  func use(_ thread: ThreadID, _ global: GlobalOptions, on connection: Connection) throws {
    try present(thread, global, on: connection)
    try current.remember(thread)
    if current.named != nil {
      console.note("SKEIN_THREAD is set, and comes before it: unset it to use this thread.")
    }
  }

  /// Prints a thread's number; its title too on a terminal.
  fileprivate func present(
    _ thread: ThreadID, _ global: GlobalOptions, on connection: Connection
  ) throws {
    let (result, json) = try connection.callBoth(
      ThreadGet.self, ThreadGet.Params(threadId: thread))
    let found = result.thread
    guard found.deletedAt == nil else { throw Fault.notFound(.thread) }
    if global.json { return try console.print(json: json) }
    let title = console.isTerminal ? found.title.map { "  \($0.text)" } ?? "" : ""
    try console.print("\(found.reference)\(title)\n")
  }
}
