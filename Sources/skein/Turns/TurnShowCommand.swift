import ArgumentParser
import Client
import Wire

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
    let isOpen = !result.turn.status.hasEnded
    let turn = isOpen ? try connection.withWords(result.turn).soFar : result.turn
    try session.console.paged(pager.isWanted) {
      try session.console.write(text(of: turn, session.console))
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
    let hasEnded = turn.status.hasEnded
    text += console.section([hasEnded ? TurnUsage.text(of: turn) : turn.model.text])
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
          isWhole
            ? Noun.Role.assistant.rawValue : hasEnded ? "said until then" : "said so far",
          turn.endedAt.map { console.moment($0) },
        ])
      text += console.quoted(output, isMarkdown: true)
    }
    if hasEnded, turn.status != .completed {
      text += "\n" + console.section([TurnText.reason(of: turn)])
    }
    return text
  }
}
