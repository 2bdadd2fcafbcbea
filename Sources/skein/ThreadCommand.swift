import ArgumentParser
import Client
import Wire

struct ThreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thread", abstract: "List, show and change threads.",
    discussion: "A thread is named by its title, its id, or the beginning of that.",
    subcommands: [
      ThreadListCommand.self, ThreadShowCommand.self, ThreadRenameCommand.self,
      ThreadSetCommand.self,
      ThreadRemoveCommand.self, ThreadRestoreCommand.self, ThreadForkCommand.self,
      ThreadExportCommand.self, ThreadImportCommand.self, ThreadUseCommand.self,
      ThreadCurrentCommand.self, ThreadPickCommand.self,
    ])
}

extension Session {
  /// The thread that is named, else this terminal's, else the one with the latest activity.
  func thread(_ name: String?, on connection: Connection, includeDeleted: Bool = false)
    throws -> ThreadID
  {
    if let name = name ?? current.named {
      return try ThreadReference(name).resolve(on: connection, includeDeleted: includeDeleted)
    }
    return try current.remembered ?? newestThread(on: connection)
  }
}

struct ThreadListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List threads, the one with the latest activity first.")

  @OptionGroup var options: ListOptions
  @Flag(help: "List deleted ones too.") var deleted = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let listing = try Listing(
      ThreadList.self, ThreadList.Params(includeDeleted: deleted ? true : nil), limit: \.limit,
      cursor: \.cursor, options, on: session.dialer.connect())
    try listing.show(session.console, asJSON: global.json) { table(of: $0, session.console) }
  }

  /// A terminal gets short ids and ages, a pipe what does not change.
  private func table(of threads: [Noun.Thread], _ console: Console) -> Table {
    var table = Table(columns: [
      .init(heading: "ID"), .init(heading: "WHEN"), .init(heading: "MESSAGES", alignsRight: true),
      .init(heading: "TITLE"),
    ])
    let length = console.isTerminal ? IDReference.shownLength(of: threads.map(\.id)) : 36
    table.rows = threads.map { thread in
      let moment = thread.lastMessageAt ?? thread.updatedAt
      let title = thread.title?.text ?? (console.isTerminal ? "–" : "")
      return [
        String(thread.id.description.prefix(length)),
        console.isTerminal ? Age.text(of: moment) : moment.description,
        String(thread.messageCount),
        thread.deletedAt != nil && console.isTerminal ? "(deleted) " + title : title,
      ]
    }
    return table
  }
}
