import ArgumentParser
import Client
import Wire

struct ThreadShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Print a thread with its messages.",
    discussion: """
      Without a thread: this terminal's, else the one with the latest activity. A question without \
      an answer stands where it was asked, with its status and what the model said until then; one \
      that is being answered stands last, with what was said so far. \
      Lines that begin with ── are skein's own. On a terminal, $PAGER or less shows the thread. \
      --versions lists what undo and edit have kept of it instead; each version has a number \
      of its own.
      """,
    examples: ["skein thread show", #"skein thread show "Trip to Oslo""#])

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?
  @Flag(help: "Print the answers of other tries too, such as those that a retry has replaced.")
  var variants = false
  @Flag(help: "List the versions of the thread instead.") var versions = false
  @OptionGroup var columns: LongOption
  /// For fzf, which shows on a terminal what it reads from a pipe.
  @Flag(help: .hidden) var forTerminal = false
  @OptionGroup var pager: PagerOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let connection = try session.dialer.connect()
    if versions { return try list(session, connection) }
    let thread = try session.thread(id, on: connection)
    let found = try connection.call(ThreadGet.self, ThreadGet.Params(threadId: thread)).thread
    let params = MessageList.Params(threadId: thread, limit: PageLimit(200))
    if global.json { return try printJSON(params, on: connection, session.console) }
    let turns = try connection.turns(of: thread)
    let printer = ThreadPrinter(
      found, turns: turns, unanswered: try connection.unansweredQuestions(in: thread),
      unfinished: try connection.unfinishedTurns(in: thread), session.console,
      showsVariants: variants, forTerminal: forTerminal ? true : nil)
    try session.console.paged(pager.isWanted) {
      try printer.printHead()
      try connection.pages(MessageList.self, params, cursor: \.cursor) { page, _ in
        for message in page.data {
          try printer.print(message) { answer in
            try turns.variants(of: answer).map {
              try connection.call(TurnGet.self, .init(turnId: $0)).turn
            }
          }
        }
        return true
      }
      try printer.printRest()
    }
  }

  /// The messages as `message/list` has them, and beside them the questions without an answer.
  private func printJSON(
    _ params: MessageList.Params, on connection: Connection, _ console: Console
  ) throws {
    var messages = MergedPages()
    try connection.pages(MessageList.self, params, cursor: \.cursor) { _, value in
      messages.append(value)
      return true
    }
    var unanswered = MergedPages()
    let turns = TurnList.Params(
      threadId: params.threadId, unanswered: true, includeTexts: true, limit: PageLimit(200))
    try connection.pages(TurnList.self, turns, cursor: \.cursor) { _, value in
      unanswered.append(value)
      return true
    }
    try console.print(json: messages.json(beside: "unanswered", unanswered))
  }

  private func list(_ session: Session, _ connection: Connection) throws {
    let thread = try session.thread(id, on: connection)
    let listing = try Listing(
      ThreadList.self, ThreadList.Params(copiesOf: thread), limit: \.limit, cursor: \.cursor,
      .whole(), on: connection)
    try listing.show(session.console, asJSON: global.json) {
      ThreadTable(columns, hasState: false).table(of: $0, session.console)
    }
  }
}

/// Whether people read in a pager.
struct PagerOptions: ParsableArguments {
  @Flag(name: .customLong("no-pager"), help: "Use no pager, also on a terminal.")
  var isUnwanted = false

  var isWanted: Bool { !isUnwanted }
}
