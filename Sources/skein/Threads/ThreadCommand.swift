import ArgumentParser
import Client
import Wire

struct ThreadCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "thread", "List, show and change threads.",
    discussion: """
      A thread is named by its number, its title, its id or the beginning of its id. A name that \
      reads as a number is the thread with this number, if there is one; else the beginning of an \
      id; else a title. -t before the name, as other commands take it, works too.
      """,
    examples: ["skein thread", "skein thread show 12", #"skein thread rename 12 "Trip to Oslo""#],
    below: [
      ThreadListCommand.self, ThreadShowCommand.self, ThreadRenameCommand.self,
      ThreadSetCommand.self,
      ThreadRemoveCommand.self, ThreadRestoreCommand.self, ThreadForkCommand.self,
      ThreadExportCommand.self, ThreadImportCommand.self, ThreadUseCommand.self,
      ThreadCurrentCommand.self, ThreadPickCommand.self,
    ], default: ThreadListCommand.self)
}

struct ThreadListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List threads, the one with the latest activity first.",
    examples: ["skein thread list", "skein thread list --all --deleted"])

  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @Flag(help: "List only deleted threads.") var deleted = false
  @Flag(help: "Include versions: what undo and edit have kept.") var copies = false
  @Flag(help: "Include rewritings: threads whose answers an editor writes into a document.")
  var edits = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let params = ThreadList.Params(
      includeDeleted: deleted ? true : nil, includeCopies: copies ? true : nil,
      includeEdits: edits ? true : nil)
    let listing = try Listing(
      ThreadList.self, params, limit: \.limit, cursor: \.cursor, options,
      on: session.dialer.connect(), where: { !deleted || $0.deletedAt != nil })
    try listing.show(session.console, asJSON: global.json) {
      ThreadTable(columns, hasState: deleted || copies || edits).table(of: $0, session.console)
    }
  }
}

/// Threads as people read them: their numbers first, ages on a terminal, moments in a pipe.
struct ThreadTable {
  private let option: LongOption
  /// Whether there may be deleted ones, versions and rewritings among them.
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
    [purpose?.rawValue, copyOf == nil ? nil : "version", deletedAt == nil ? nil : "deleted"]
      .compactMap(\.self).joined(separator: ", ")
  }
}
