import ArgumentParser
import Client
import Wire

struct ThreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thread", abstract: "List, show and change threads.",
    discussion: """
      A thread is named by its number, its title, its id or the beginning of that: what reads as \
      a number is one, where there is such a thread; then it is the beginning of an id, then a title. \
      -t before it, as other commands have it, is taken too.
      """,
    subcommands: [
      ThreadListCommand.self, ThreadShowCommand.self, ThreadRenameCommand.self,
      ThreadSetCommand.self,
      ThreadRemoveCommand.self, ThreadRestoreCommand.self, ThreadForkCommand.self,
      ThreadExportCommand.self, ThreadImportCommand.self, ThreadUseCommand.self,
      ThreadCurrentCommand.self, ThreadPickCommand.self,
    ], defaultSubcommand: ThreadListCommand.self)
}

struct ThreadListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List threads, the one with the latest activity first.")

  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @Flag(help: "List deleted ones alone.") var deleted = false
  @Flag(help: "List versions too: what undo and edit have kept.") var copies = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let params = ThreadList.Params(
      includeDeleted: deleted ? true : nil, includeCopies: copies ? true : nil)
    let listing = try Listing(
      ThreadList.self, params, limit: \.limit, cursor: \.cursor, options,
      on: session.dialer.connect(), where: { !deleted || $0.deletedAt != nil })
    try listing.show(session.console, asJSON: global.json) {
      ThreadTable(columns, hasState: deleted || copies).table(of: $0, session.console)
    }
  }
}

/// Threads as people read them: their numbers first, ages on a terminal, moments in a pipe.
struct ThreadTable {
  private let option: LongOption
  /// Whether there may be deleted ones and versions among them.
  private let hasState: Bool

  init(_ option: LongOption, hasState: Bool) {
    self.option = option
    self.hasState = hasState
  }

  func table(of threads: [Noun.Thread], _ console: Console) -> Table {
    let state = hasState ? [Table.Column(heading: "STATE")] : []
    var table = Table.named(
      option,
      [
        .init(heading: "WHEN"),
        .init(heading: "MESSAGES", alignsRight: true, dispensability: 1),
      ] + state
        + [.init(heading: "TITLE")])
    table.rows = threads.map { thread in
      console.named(thread.reference, thread.id, option) + [
        console.when(thread.lastMessageAt ?? thread.updatedAt), String(thread.messageCount),
      ] + (hasState ? [thread.state] : []) + [
        thread.title?.text ?? (console.isTerminal ? "–" : "")
      ]
    }
    return table
  }
}

extension Noun.Thread {
  /// What a list tells of it beside its title.
  var state: String {
    [copyOf == nil ? nil : "version", deletedAt == nil ? nil : "deleted"].compactMap(\.self)
      .joined(separator: ", ")
  }
}
