import ArgumentParser
import Client
import Wire

struct TurnCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "turn", "List, show and cancel questions.",
    discussion: """
      A turn is one question to a model. It is named by its id, or the beginning or end of its id.
      """,
    examples: ["skein turn", "skein turn show 3f7a9c21"],
    below: [TurnListCommand.self, TurnShowCommand.self, TurnCancelCommand.self],
    default: TurnListCommand.self)
}

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

struct TurnShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Print a question with everything the model said.",
    discussion: """
      Without an id: the last of this terminal's thread, else of the one with the latest activity. \
      It prints the model's reasoning too, and what is kept of an answer that failed.
      """,
    examples: ["skein turn show", "skein turn show 3f7a9c21"])

  @Argument(help: "The turn's id, or its beginning or end.", completion: Completions.turns)
  var id: String?
  @OptionGroup var pager: PagerOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let connection = try session.dialer.connect()
    let get = TurnGet.Params(turnId: try chosen(session, connection))
    let (result, json) = try connection.callBoth(TurnGet.self, get)
    if global.json { return try session.console.print(json: json) }
    try session.console.paged(pager.isWanted) {
      try session.console.write(text(of: result.turn, session.console))
    }
  }

  private func chosen(_ session: Session, _ connection: Connection) throws -> TurnID {
    if let id { return try TurnReference(id).resolve(on: connection) }
    let thread = try session.thread(nil, on: connection)
    let newest = try connection.call(TurnList.self, .init(threadId: thread, limit: PageLimit(1)))
    guard let turn = newest.data.first else {
      throw ClientError.usage("Nothing has been asked in this thread.")
    }
    return turn.id
  }

  private func text(of turn: Noun.Turn, _ console: Console) -> String {
    var text = console.section([
      "turn \(turn.id)", TurnText.state(of: turn), turn.threadId.map { "thread \($0)" },
    ])
    text += console.section([TurnUsage.text(of: turn)])
    if let options = turn.options?.words, !options.isEmpty { text += console.section(options) }
    if let original = turn.retryOf { text += console.section(["asks turn \(original) again"]) }
    text += "\n" + console.section([Noun.Role.user.rawValue, console.moment(turn.queuedAt)])
    text += console.quoted(turn.input ?? "", isMarkdown: false)
    if let reasoning = turn.reasoning, !reasoning.isEmpty {
      text += "\n" + console.section(["reasoning"]) + console.quoted(reasoning, isMarkdown: false)
    }
    if let output = turn.output, !output.isEmpty {
      let isWhole = turn.status == .completed
      text +=
        "\n"
        + console.section([
          isWhole ? Noun.Role.assistant.rawValue : "said until then",
          turn.endedAt.map { console.moment($0) },
        ])
      text += console.quoted(output, isMarkdown: true)
    }
    if turn.status.hasEnded, turn.status != .completed {
      text += "\n" + console.section([TurnText.reason(of: turn)])
    }
    return text
  }
}

struct TurnCancelCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "cancel", "Cancel a question that is queued or being answered.",
    discussion: """
      What the model has said is kept. Without an id: the one that runs in this terminal's thread, \
      wherever it was asked.
      """,
    examples: ["skein turn cancel"])

  @Argument(
    help: "The turn's id, or its beginning or end.", completion: Completions.unfinishedTurns)
  var id: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let cancel = TurnCancel.Params(turnId: try chosen(session, connection))
    let (result, json) = try connection.callBoth(TurnCancel.self, cancel)
    if global.json { return try session.console.print(json: json) }
    session.tell(
      "\(QuotedWords.of(result.turn.input ?? "")) is \(TurnText.state(of: result.turn)).")
  }

  private func chosen(_ session: Session, _ connection: Connection) throws -> TurnID {
    if let id { return try TurnReference(id).resolve(on: connection) }
    let thread = try session.ownThread(nil, on: connection)
    let running = try connection.call(
      TurnList.self, .init(threadId: thread, status: .running, limit: PageLimit(1)))
    guard let turn = running.data.first else {
      throw ClientError.usage("Nothing is being answered in this thread.")
    }
    return turn.id
  }
}
