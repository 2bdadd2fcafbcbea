import ArgumentParser
import Client
import Wire

struct ThreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thread", abstract: "List, show and change threads.",
    discussion: "A thread is named by its id; the beginning of it is enough.",
    subcommands: [
      ThreadListCommand.self, ThreadShowCommand.self, ThreadRenameCommand.self,
      ThreadRemoveCommand.self, ThreadRestoreCommand.self, ThreadForkCommand.self,
      ThreadExportCommand.self, ThreadImportCommand.self,
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
    if let thread = current.remembered { return thread }
    let newest = try connection.call(ThreadList.self, ThreadList.Params(limit: PageLimit(1)))
    guard let thread = newest.data.first else {
      throw ClientError.usage("There are no threads yet; skein ask makes one.")
    }
    return thread.id
  }
}

struct ThreadListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List threads, the one with the latest activity first.")

  @Option(help: ArgumentHelp("How many to list.", valueName: "count")) var limit = 50
  @Flag(help: "List all of them.") var all = false
  @Flag(help: "List deleted ones too.") var deleted = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit: expected 1 or more.") }
  }

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    var threads: [Noun.Thread] = []
    var merged = MergedPages()
    var hasMore = false
    // A page holds no more than the last one may: the cursor after it is then the list's.
    var left = all ? Int.max : limit
    var params = ThreadList.Params(includeDeleted: deleted ? true : nil)
    repeat {
      params.limit = PageLimit(min(left, PageLimit.range.upperBound))
      try connection.pages(ThreadList.self, params, cursor: \.cursor) { page, value in
        threads += page.data
        merged.append(value)
        left -= page.data.count
        params.cursor = page.nextCursor
        return false
      }
      hasMore = params.cursor != nil
    } while hasMore && left > 0
    if global.json { return try session.console.print(json: merged.json) }
    try session.console.show(table(of: threads, session.console))
    if hasMore, session.console.isTerminal, session.console.hasStatus {
      session.console.note("there are more; --all lists them")
    }
  }

  /// A terminal gets short ids and ages, a pipe what does not change.
  private func table(of threads: [Noun.Thread], _ console: Console) -> Table {
    var table = Table(columns: [
      .init(heading: "ID"), .init(heading: "WHEN"), .init(heading: "MESSAGES", alignsRight: true),
      .init(heading: "TITLE"),
    ])
    let length = console.isTerminal ? ThreadReference.shownLength(of: threads.map(\.id)) : 36
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
