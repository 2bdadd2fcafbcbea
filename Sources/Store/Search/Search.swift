import GRDB
package import Wire

extension Rows {
  /// Threads whose title matches, then messages, each the newest first by order of insertion: what
  /// the index has of them. `OwnedStore.scanIndexed` sees to it that it has all.
  package func search(_ params: ThreadSearch.Params) throws -> Page<SearchHit> {
    let hasVersions = params.includeCopies ?? false
    let list = "thread/search\(hasVersions ? " copies" : "") \(params.query.text)"
    let key = try params.cursor?.key(of: list, count: 2)
    let tokenizer = try SearchTokenizer(db.sqliteConnection)
    let terms = try SearchTerms(params.query, tokenizer)
    var page = PageBuilder<SearchHit>(params.limit ?? .standard)
    guard !terms.terms.isEmpty else { return page.page(of: list) }
    let place = key.flatMap { key in Part(rawValue: key[0]).map { (part: $0, row: key[1]) } }
    if key != nil, place == nil {
      throw Fault.invalidParams(path: "cursor", expected: "a nextCursor as it was given")
    }
    var wantsMore = true
    if place?.part != .messages {
      wantsMore = try addTitles(
        terms, tokenizer, hasVersions, before: place?.row ?? .max, to: &page)
    }
    if wantsMore {
      let before = place?.part == .messages ? place?.row : nil
      try addMessages(terms, tokenizer, hasVersions, before: before ?? .max, to: &page)
    }
    return page.page(of: list)
  }

  /// Every title is looked at: they are short, and all that could be indexed is in memory soon.
  private func addTitles(
    _ terms: SearchTerms, _ tokenizer: SearchTokenizer, _ hasVersions: Bool, before row: Int64,
    to page: inout PageBuilder<SearchHit>
  ) throws -> Bool {
    var wantsMore = true
    try db.each(
      hasVersions ? SearchSQL.allTitles : SearchSQL.titles, [whose, .integer(row)]
    ) { columns in
      let row = columns.int64()
      let id = columns.id(ThreadID.self)
      var title = columns.text()
      let matches = Matches(of: terms, in: &title, tokenizer)
      guard matches.hasAll else { return true }
      let hit = SearchHit(
        thread: try thread(id), message: nil, snippet: Snippet(title, matches.found).line)
      wantsMore = page.add(hit, key: [Part.titles.rawValue, row], textBytes: hit.textBytes)
      return wantsMore
    }
    return wantsMore
  }

  private func addMessages(
    _ terms: SearchTerms, _ tokenizer: SearchTokenizer, _ hasVersions: Bool, before row: Int64,
    to page: inout PageBuilder<SearchHit>
  ) throws {
    var threads: [ThreadID: Noun.Thread] = [:]
    try db.each(
      hasVersions ? SearchSQL.allMessages : SearchSQL.messages,
      [whose, .text(terms.expression), .integer(row), page.wanted]
    ) { columns in
      let row = columns.int64()
      let message = try Noun.Message(&columns)
      guard let id = message.threadId else { return true }
      let thread = try threads[id] ?? thread(id)
      threads[id] = thread
      var text = message.content
      let matches = Matches(of: terms, in: &text, tokenizer)
      let hit = SearchHit(
        thread: thread, message: message, snippet: Snippet(text, matches.found).line)
      return page.add(hit, key: [Part.messages.rawValue, row], textBytes: hit.textBytes)
    }
  }
}

/// Which part of the answers a cursor stands in.
private enum Part: Int64 {
  case titles, messages
}

extension SearchHit {
  fileprivate var textBytes: Int {
    1024 + snippet.utf8.count + (thread.systemPrompt?.text.utf8.count ?? 0)
      + (message?.textBytes ?? 0)
  }
}

/// The statements of a search; composed once, so that the statement cache finds them.
enum SearchSQL {
  static let titles = """
    SELECT id, uuid, title
    FROM thread INDEXED BY titled_thread
    WHERE user = ?1 AND title IS NOT NULL AND deleted_at IS NULL AND copy_of IS NULL AND id < ?2
    ORDER BY id DESC
    """

  /// Those of versions too.
  static let allTitles = """
    SELECT id, uuid, title
    FROM thread
    WHERE user = ?1 AND title IS NOT NULL AND deleted_at IS NULL AND id < ?2
    ORDER BY id DESC
    """

  /// The index is read from its newest entry on: a page ends where it is full.
  static let messages = messages(in: "thread.copy_of IS NULL")

  /// Those of versions too.
  static let allMessages = messages(in: "1")

  private static func messages(in threads: String) -> String {
    """
    SELECT message.id, message.uuid, thread.uuid, turn.uuid, message.sequence, message.role,
      message.content, message.prompt_tokens, message.completion_tokens, message.total_tokens,
      message.metadata, message.created_at
    FROM message_index
    CROSS JOIN message ON message.id = message_index.rowid
    CROSS JOIN thread ON thread.id = message.thread
    LEFT JOIN turn ON turn.id = message.turn
    WHERE message_index MATCH ?2 AND message_index.rowid < ?3 AND +message.user = ?1
      AND thread.deleted_at IS NULL AND \(threads)
    ORDER BY message_index.rowid DESC
    LIMIT ?4
    """
  }
}
