import ArgumentParser
import Client
import Wire

struct ThreadCurrentCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "current", abstract: "Print this terminal's thread: what --continue goes on with.",
    discussion: "It is $SKEIN_THREAD if that is set. Exits with 64 when there is none.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    try session.present(try session.ownThread(nil, on: connection), global, on: connection)
  }
}

struct ThreadUseCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Make a thread this terminal's.",
    discussion: "- is the one that was before. Prints the thread's number.")

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
