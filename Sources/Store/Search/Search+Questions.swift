import Wire

/// Questions that no message holds, and what was said to them until they failed.
extension Rows {
  /// Each is looked at, the newest first: they are in no index, for there are few. The question is the
  /// user's, what was said to it the assistant's. Answers whether the page wants more.
  func addQuestions(
    _ terms: SearchTerms, _ tokenizer: SearchTokenizer, _ within: SearchScope,
    by role: Noun.Role?, before row: Int64, to page: inout PageBuilder<SearchHit>
  ) throws -> Bool {
    var wantsMore = true
    let values = [whose, .integer(row), within.thread, within.since]
    try db.each(SearchSQL.questions, values) { columns in
      let row = columns.int64()
      let (turn, id) = (columns.id(TurnID.self), columns.id(ThreadID.self))
      let (input, output) = (columns.textIfPresent(), columns.textIfPresent())
      let texts =
        switch role {
        case nil: [input, output]
        case .user: [input]
        case .assistant: [output]
        case .system: [String?]()
        }
      for text in texts {
        guard var text else { continue }
        let matches = Matches(of: terms, in: &text, tokenizer)
        guard matches.hasAll else { continue }
        let hit = SearchHit(
          thread: try thread(id), message: nil, turnId: turn,
          snippet: Snippet(text, matches.found).line)
        wantsMore = page.add(
          hit, key: [SearchPart.questions.rawValue, row], textBytes: hit.textBytes)
        return wantsMore
      }
      return true
    }
    return wantsMore
  }
}

extension SearchSQL {
  static let questions = """
    SELECT turn.id, turn.uuid, thread.uuid, turn.input, turn.output
    FROM turn INDEXED BY unanswered_turn_by_user
    CROSS JOIN thread ON thread.id = turn.thread
    WHERE turn.user = ?1 AND turn.unanswered = 1 AND turn.id < ?2 AND thread.deleted_at IS NULL
      AND (?3 IS NULL OR turn.thread = ?3)
      AND (?4 IS NULL OR turn.queued_at >= ?4)
    ORDER BY turn.id DESC
    """
}
