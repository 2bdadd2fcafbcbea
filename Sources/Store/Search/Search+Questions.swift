import Wire

/// Searches questions that are in no message, and the partial answers to them.
extension Rows {
  /// Checks each question, the newest first: they are in no index, because they are few. The
  /// question counts as the user's, its partial answer as the assistant's. Of several attempts for
  /// one question, only the newest that matches is found. Returns whether the page has room for
  /// more.
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
      /// The matching text of an attempt.
      func snippet(_ input: String?, _ output: String?) -> Snippet? {
        let texts =
          switch role {
          case nil: [input, output]
          case .user: [input]
          case .assistant: [output]
          case .system: [String?]()
          }
        for case var text? in texts {
          let matches = Matches(of: terms, in: &text, tokenizer)
          if matches.hasAll { return Snippet(text, matches.found) }
        }
        return nil
      }
      guard let found = snippet(input, output) else { return true }
      let newer = try db.all(SearchSQL.newerTries, whose, .integer(row), .id(turn)) {
        (input: $0.textIfPresent(), output: $0.textIfPresent())
      }
      guard !newer.contains(where: { snippet($0.input, $0.output) != nil }) else { return true }
      let hit = SearchHit(
        thread: try thread(id), message: nil, turnId: turn, snippet: found.line)
      wantsMore = page.add(
        hit, key: [SearchPart.questions.rawValue, row], textBytes: hit.textBytes)
      return wantsMore
    }
    return wantsMore
  }
}

extension SearchSQL {
  /// Later attempts without an answer at the question of turn ?3.
  static let newerTries = """
    \(TurnSQL.family)
    SELECT input, output
    FROM turn
    WHERE id IN (SELECT id FROM same) AND unanswered = 1 AND id > ?2 AND +user = ?1
    """

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
