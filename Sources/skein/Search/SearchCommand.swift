import ArgumentParser
import Client
import Wire

struct SearchCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find threads by their titles, and what was said in them.",
    discussion: """
      A word finds every word that begins with it; words in quotation marks are found as they \
      stand, for which the shell needs quotes of its own: skein search '"blue yarn"'. Case and \
      accents make no difference. What was found stands under its thread, the newest first, \
      questions without an answer among it. Exits with 1 when nothing is found.
      """)

  @Argument(help: "What to look for; all of it must be there.") var words: [String]
  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "Only in this thread; by its number, its title or its id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only what was said then or later.", valueName: "time"))
  var since: Moment?
  @Option(help: ArgumentHelp("Only what this one has said.", valueName: "role")) var by: Role?
  @Flag(help: "Look through versions too: what undo and edit have kept.") var copies = false
  @Flag(
    name: [.customShort("i"), .customLong("interactive")],
    help: "Choose from what was found, and make its thread this terminal's.")
  var isInteractive = false
  @Flag(help: "With -i: choose by number, also where fzf is.") var plain = false
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
