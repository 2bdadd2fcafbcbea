import ArgumentParser
import Client
import Wire

struct SearchCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find threads by their titles, and what was said in them.",
    discussion: """
      A word finds every word that begins with it; words in quotation marks are found as they \
      stand, for which the shell needs quotes of its own: skein search '"blue yarn"'. Titles come \
      first, then messages, the newest first.
      """)

  @Argument(help: "What to look for; all of it must be there.") var words: [String]
  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard let query = SearchText(try session.text(words, for: "The words")) else {
      throw ClientError.usage("Expected \(SearchText.expectation).")
    }
    let listing = try Listing(
      ThreadSearch.self, ThreadSearch.Params(query: query), limit: \.limit, cursor: \.cursor,
      options, on: session.dialer.connect())
    try listing.show(session.console, asJSON: global.json, lines: { try show($0, session.console) })
    if listing.entries.isEmpty, session.console.isTerminal, session.console.hasStatus {
      session.console.note("nothing was found")
    }
  }

  private func show(_ hits: [SearchHit], _ console: Console) throws {
    let length = IDReference.shownLength(of: hits.map(\.thread.id))
    for hit in hits {
      let role = hit.message?.role.rawValue ?? "title"
      let when = console.when(hit.message?.createdAt ?? hit.thread.createdAt)
      let title = hit.thread.title?.text ?? ""
      let id = console.shown(hit.thread.id, length)
      guard console.isTerminal else {
        let cells = [id, when, role, title, SnippetText(hit.snippet).plain]
        try console.write(cells.map { PrintableText.cell($0) }.joined(separator: "\t") + "\n")
        continue
      }
      let facts = [id, when, role].joined(separator: "  ") + "  "
      let room = max(10, console.width - DisplayWidth.of(facts))
      try console.write(
        facts + console.bold(DisplayWidth.fitted(PrintableText.line(title), columns: room)) + "\n")
      if hit.message != nil {
        try console.write("    " + SnippetText(hit.snippet).marked(console.matched) + "\n")
      }
    }
  }
}

/// A snippet as the daemon sends it, with a mark before and behind each match.
struct SnippetText {
  private var parts: [(text: String, isMatch: Bool)] = []

  init(_ snippet: String) {
    var (part, isMatch) = (String.UnicodeScalarView(), false)
    func end(_ parts: inout [(text: String, isMatch: Bool)]) {
      if !part.isEmpty { parts.append((String(part), isMatch)) }
      part = .init()
    }
    for scalar in snippet.unicodeScalars {
      switch scalar {
      case SearchHit.matchStart, SearchHit.matchEnd:
        end(&parts)
        isMatch = scalar == SearchHit.matchStart
      default: part.append(scalar)
      }
    }
    end(&parts)
  }

  var plain: String { parts.map(\.text).joined() }

  /// For a terminal: clean, and each match as `mark` shows it.
  func marked(_ mark: (String) -> String) -> String {
    parts.map { part in
      let text = PrintableText.line(part.text)
      return part.isMatch ? mark(text) : text
    }.joined()
  }
}
