import GRDB
package import Wire

extension Rows {
  /// Threads whose title matches, then questions without an answer, then messages, each the newest
  /// first in order of insertion. It finds only messages that are in the index;
  /// `OwnedStore.scanIndexed` makes sure that all are.
  package func search(_ params: ThreadSearch.Params) throws -> Page<SearchHit> {
    let within = try SearchScope(params, self)
    let list = "thread/search \(within.name)\(params.query.text)"
    let key = try params.cursor?.key(of: list, count: 2)
    let tokenizer = try SearchTokenizer(db.sqliteConnection)
    let terms = try SearchTerms(params.query, tokenizer)
    var page = PageBuilder<SearchHit>(params.limit ?? .standard)
    guard !terms.terms.isEmpty else { return page.page(of: list) }
    let place = key.flatMap { key in SearchPart(rawValue: key[0]).map { (part: $0, row: key[1]) } }
    if key != nil, place == nil {
      throw Fault.invalidParams(path: "cursor", expected: "a nextCursor as it was given")
    }
    var wantsMore = true
    if place == nil || place?.part == .titles, params.role == nil {
      wantsMore = try addTitles(terms, tokenizer, within, before: place?.row ?? .max, to: &page)
    }
    if wantsMore, place?.part != .messages {
      let before = place?.part == .questions ? place?.row : nil
      wantsMore = try addQuestions(
        terms, tokenizer, within, by: params.role, before: before ?? .max, to: &page)
    }
    if wantsMore {
      let before = place?.part == .messages ? place?.row : nil
      try addMessages(terms, tokenizer, within, before: before ?? .max, to: &page)
    }
    return page.page(of: list)
  }

  /// Compares every title: titles are short, and an index would not be faster.
  private func addTitles(
    _ terms: SearchTerms, _ tokenizer: SearchTokenizer, _ within: SearchScope,
    before row: Int64, to page: inout PageBuilder<SearchHit>
  ) throws -> Bool {
    var wantsMore = true
    let values = [whose, .integer(row), within.thread, within.since]
    try db.each(within.hasVersions ? SearchSQL.allTitles : SearchSQL.titles, values) { columns in
      let row = columns.int64()
      let id = columns.id(ThreadID.self)
      var title = columns.text()
      let matches = Matches(of: terms, in: &title, tokenizer)
      guard matches.hasAll else { return true }
      let hit = SearchHit(
        thread: try thread(id), message: nil, snippet: Snippet(title, matches.found).line)
      wantsMore = page.add(hit, key: [SearchPart.titles.rawValue, row], textBytes: hit.textBytes)
      return wantsMore
    }
    return wantsMore
  }

  private func addMessages(
    _ terms: SearchTerms, _ tokenizer: SearchTokenizer, _ within: SearchScope,
    before row: Int64, to page: inout PageBuilder<SearchHit>
  ) throws {
    var threads: [ThreadID: Noun.Thread] = [:]
    let expression = terms.expression(
      includingUnfolded: try SearchIndex.holdsUnfolded(db))
    // A thread's messages are all between its first and its last.
    let row = min(row, within.end ?? .max)
    try db.each(
      within.hasVersions ? SearchSQL.allMessages : SearchSQL.messages,
      [
        whose, .text(expression), .integer(row), page.wanted, .integer(within.start),
        within.thread, within.since, within.role,
      ]
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
      return page.add(hit, key: [SearchPart.messages.rawValue, row], textBytes: hit.textBytes)
    }
  }
}

/// The part of the results that a cursor points into.
enum SearchPart: Int64 {
  case titles, messages, questions
}

extension SearchHit {
  var textBytes: Int {
    1024 + snippet.utf8.count + (thread.systemPrompt?.text.utf8.count ?? 0)
      + (message?.textBytes ?? 0)
  }
}

/// The statements of a search; each is always the same text, so that the statement cache finds it.
enum SearchSQL {
  static let titles = titles(
    from: "thread INDEXED BY titled_thread", where: "copy_of IS NULL")

  /// The titles of versions, too.
  static let allTitles = titles(from: "thread", where: "1")

  private static func titles(from table: String, where condition: String) -> String {
    """
    SELECT id, uuid, title
    FROM \(table)
    WHERE user = ?1 AND title IS NOT NULL AND deleted_at IS NULL AND \(condition) AND id < ?2
      AND (?3 IS NULL OR id = ?3)
      AND (?4 IS NULL OR coalesce(last_message_at, created_at) >= ?4)
    ORDER BY id DESC
    """
  }

  /// The first and the last message number of one thread.
  static let numbers = """
    SELECT coalesce(min(id), 0), coalesce(max(id), 0)
    FROM message
    WHERE thread = ?1
    """

  /// The index is read from its newest entry on, until the page is full.
  static let messages = messages(in: "thread.copy_of IS NULL")

  /// The messages of versions, too.
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
    WHERE message_index MATCH ?2 AND message_index.rowid < ?3 AND message_index.rowid >= ?5
      AND +message.user = ?1 AND thread.deleted_at IS NULL AND \(threads)
      AND (?6 IS NULL OR +message.thread = ?6)
      AND (?7 IS NULL OR message.created_at >= ?7)
      AND (?8 IS NULL OR message.role = ?8)
    ORDER BY message_index.rowid DESC
    LIMIT ?4
    """
  }
}
