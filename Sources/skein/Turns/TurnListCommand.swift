import ArgumentParser
import Client
import Wire

struct TurnListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List questions, the newest first.",
    discussion: """
      In all threads, or in one. A question is answered, replaced by a later retry, taken back by \
      undo or edit, failed, cancelled or interrupted, or queued or running.
      """,
    examples: ["skein turn list", "skein turn list -t 12 --unanswered"])

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Only questions in this thread, named by its number, title or id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @Flag(help: "Only questions that have no answer.") var unanswered = false
  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try thread.map { try ThreadReference($0).resolve(on: connection) }
    let listing = try Listing(
      TurnList.self,
      TurnList.Params(
        threadId: thread, unanswered: unanswered ? true : nil, includeTexts: true),
      limit: \.limit, cursor: \.cursor, options, on: connection)
    let numbers = try global.json ? [:] : numbers(of: listing.entries, on: connection)
    try listing.show(session.console, asJSON: global.json) {
      table(of: $0, numbers, session.console)
    }
  }

  /// What people call the threads.
  private func numbers(
    of turns: [Noun.Turn], on connection: Connection
  ) throws -> [ThreadID: String] {
    var numbers: [ThreadID: String] = [:]
    for id in Set(turns.compactMap(\.threadId)) {
      do {
        numbers[id] = try Noun.Thread.get(id, on: connection).reference
      } catch let fault as Fault where fault.isMissing(.thread) {
        // It was deleted for good a moment ago.
        continue
      }
    }
    return numbers
  }

  private func table(
    of turns: [Noun.Turn], _ numbers: [ThreadID: String], _ console: Console
  ) -> Table {
    var table = Table(columns: [
      .init(heading: "ID", isWhole: true), .init(heading: "WHEN", dispensability: 2),
      .init(heading: "STATE"), .init(heading: "MODEL", dispensability: 3),
      .init(heading: "THREAD", alignsRight: true, dispensability: 1),
      .init(heading: "QUESTION"),
    ])
    let length = IDReference.shownLength(of: turns.map(\.id))
    table.rows = turns.map { turn in
      [
        console.shown(turn.id, length), console.when(turn.endedAt ?? turn.queuedAt),
        TurnText.state(of: turn), turn.model.text,
        turn.threadId.flatMap { numbers[$0] } ?? "", turn.input ?? "",
      ]
    }
    return table
  }
}
