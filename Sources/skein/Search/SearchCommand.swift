import ArgumentParser
import Client
import Wire

struct SearchCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "search", "Find threads by their titles and messages.",
    discussion: """
      A word finds every word that begins with it. Words in quotation marks are found as they \
      stand, for which the shell needs quotes of its own. Case and accents make no difference. \
      Results stand under their thread, the newest first, questions without an answer too. Exits \
      with 1 if nothing is found.
      """,
    examples: [
      "skein search blue yarn",
      CommandExample(#"skein search '"blue yarn"'"#, "Find the two words next to each other"),
      "skein search yarn --by user --since 4w",
    ])

  @Argument(help: "The words to find, all in one title or message; - is standard input.") var words:
    [String]
  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "Search only this thread, named by its number, title or id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only messages of this time or later.", valueName: "time"))
  var since: Moment?
  @Option(help: ArgumentHelp("Only messages with this role.", valueName: "role")) var by: Role?
  @Flag(help: "Search versions too: what undo and edit have kept.") var copies = false
  @Flag(
    name: [.customShort("i"), .customLong("interactive")],
    help: "Choose a result, and make its thread this terminal's.")
  var isInteractive = false
  @Flag(help: "With -i: choose by number, without fzf.") var plain = false
  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  /// Who speaks in a thread.
  enum Role: String, ExpressibleByArgument, CaseIterable {
    case user, assistant, system

    var role: Noun.Role {
      switch self {
      case .user: .user
      case .assistant: .assistant
      case .system: .system
      }
    }
  }

  func execute(_ session: Session) throws {
    let text = try session.text(words, for: "The words")
    guard let query = SearchText(text) else {
      throw ClientError.usage("The words to look for: expected \(SearchText.expectation).")
    }
    guard !isInteractive || session.console.canAsk else {
      throw ClientError.usage("There is no terminal to choose on: leave -i out.")
    }
    let connection = try session.dialer.connect()
    let params = ThreadSearch.Params(
      query: query,
      threadId: try thread.map { try session.named($0, on: connection) },
      since: since?.time, role: by?.role,
      progress: true, includeCopies: copies ? true : nil)
    let listing = try list(params, session, connection)
    if isInteractive, !listing.entries.isEmpty {
      return try choose(from: listing.entries, session)
    }
    try listing.show(session.console, asJSON: global.json, lines: { try show($0, session.console) })
    if listing.entries.isEmpty { throw nothingFound(text, session.console) }
  }

  /// Says how far the index is while the daemon still fills it.
  private func list(
    _ params: ThreadSearch.Params, _ session: Session, _ connection: Connection
  ) throws -> Listing<SearchHit> {
    let indicator = WaitingIndicator(session.console)
    defer { indicator.clear() }
    var pauses = TellingPauses()
    return try Listing(
      ThreadSearch.self, params, limit: \.limit, cursor: \.cursor, options, on: connection
    ) { message in
      guard case .notification(SearchProgressed.name, let params?) = message.kind else { return }
      let progress = try params.read(SearchProgressed.Params.self, of: SearchProgressed.name)
      let far = "indexing: \(progress.indexed) of \(progress.total) messages"
      indicator.say("\(far) …")
      if !session.console.hasStatus, pauses.areOver(at: .now) {
        session.tell("The search waits for the index; \(far).")
      }
    }
  }

  private func show(_ hits: [SearchHit], _ console: Console) throws {
    if console.isTerminal {
      let page = SearchPage(hits)
      return try console.write(
        page.text(width: console.width, bold: console.bold, matched: console.matched))
    }
    for hit in hits {
      let cells =
        [
          hit.thread.reference, "\(hit.message?.createdAt ?? hit.thread.createdAt)", hit.speaker,
        ] + (copies ? [hit.thread.state] : []) + [
          hit.thread.title?.text ?? "", SnippetText(hit.snippet).plain,
        ]
      try console.write(cells.map { PrintableText.cell($0) }.joined(separator: "\t") + "\n")
    }
  }

  private func choose(from hits: [SearchHit], _ session: Session) throws {
    let picker = ThreadPicker(session, global, isPlain: plain)
    let state = copies ? ["STATE"] : []
    let headings = ["WHEN", "WHO"] + state + ["TITLE", "TEXT"]
    let chosen = try picker.choose(
      from: hits.map { hit in
        ThreadPicker.Entry(
          thread: hit.thread,
          facts: [
            Age.text(of: hit.message?.createdAt ?? hit.thread.createdAt), hit.speaker,
          ] + (copies ? [hit.thread.state] : []),
          words: [
            hit.thread.title?.text ?? "–", hit.isTitle ? "" : SnippetText(hit.snippet).plain,
          ])
      }, headings: headings)
    // The daemon may have been restarted meanwhile.
    try session.use(chosen, global, on: session.dialer.connect())
  }

  private func nothingFound(_ text: String, _ console: Console) -> ExitCode {
    let given = [
      ("--in", thread != nil), ("--since", since != nil), ("--by", by != nil),
    ].filter { $0.1 }.map { $0.0 }
    let narrowed = given.isEmpty ? "" : " with " + given.joined(separator: " and ")
    let sentence = "Nothing was found for “\(text)”\(narrowed)."
    global.json ? console.status(json: TypedJSON.note(sentence)) : console.note(sentence)
    return .daemonSaidNo
  }
}
