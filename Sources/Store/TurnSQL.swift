/// The statements that read turns; composed once, so that the statement cache finds them.
enum TurnSQL {
  private static let members = """
    turn.uuid, thread.uuid, turn.status, turn.model, turn.finish_reason, turn.error,
      turn.dropped_messages, turn.attempts, original.uuid, question.uuid, answer.uuid, turn.prompt_tokens,
      turn.completion_tokens, turn.total_tokens, turn.reasoning_tokens, turn.cost_nanos,
      turn.first_token_ms, turn.total_ms, turn.queued_at, turn.started_at, turn.ended_at, turn.id
    """

  private static let source = """
    FROM turn
    JOIN thread ON thread.id = turn.thread
    LEFT JOIN turn AS original ON original.id = turn.retry_of
    LEFT JOIN message AS question ON question.turn = turn.id AND question.role = 'user'
    LEFT JOIN message AS answer ON answer.turn = turn.id AND answer.role = 'assistant'
    """

  /// The words stand in the pair once it is written, and until then on the turn.
  static let one = """
    SELECT \(members), coalesce(question.content, turn.input),
      coalesce(answer.content, turn.output), turn.reasoning
    \(source)
    WHERE turn.user = ?1 AND turn.uuid = ?2
    """

  static let exists = """
    SELECT 1
    FROM turn
    WHERE user = ?1 AND uuid = ?2
    """

  /// A thread's, with the words that no message has and with what else they asked, in the order in
  /// which they were asked.
  static let whole = """
    SELECT \(members), turn.input, turn.output, turn.reasoning, turn.system_prompt, turn.metadata,
      turn.options
    \(source)
    WHERE turn.thread = ?2 AND +turn.user = ?1
    ORDER BY turn.id
    """

  static let question = """
    SELECT thread.uuid, turn.status, coalesce(question.content, turn.input, ''), turn.model,
      turn.system_prompt, coalesce(question.metadata, turn.metadata), turn.options
    \(source)
    WHERE turn.user = ?1 AND turn.uuid = ?2
    """

  /// By role, because the index is: the question comes first.
  static let pair = """
    \(MessageSQL.select)
    WHERE message.turn = ?2 AND +message.user = ?1
    ORDER BY message.role DESC
    """

  /// After the page's bounds come the thread's row and the status, where they are given.
  static func list(ofThread: Bool, withStatus: Bool) -> String {
    switch (ofThread, withStatus) {
    case (false, false): everything
    case (false, true): ofStatus
    case (true, false): ofThreadAlone
    case (true, true): ofThreadAndStatus
    }
  }

  private static let everything = list("turn.user = ?1")
  private static let ofStatus = list("turn.user = ?1 AND turn.status = ?4")
  // `+` keeps the planner at the index that the order comes from.
  private static let ofThreadAlone = list("turn.thread = ?4 AND +turn.user = ?1")
  private static let ofThreadAndStatus = list(
    "turn.thread = ?4 AND +turn.user = ?1 AND +turn.status = ?5")

  private static func list(_ condition: String) -> String {
    """
    SELECT \(members)
    \(source)
    WHERE \(condition) AND turn.id < ?2 AND thread.deleted_at IS NULL
    ORDER BY turn.id DESC
    LIMIT ?3
    """
  }
}
