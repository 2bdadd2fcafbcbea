/// The statements that read turns; composed once, so that the statement cache finds them.
enum TurnSQL {
  private static let members = """
    turn.uuid, thread.uuid, turn.status, turn.model, turn.finish_reason, turn.error,
      turn.dropped_messages, turn.attempts, original.uuid,
      coalesce(question.sequence - 1, turn.after_sequence), turn.withdrawn_at, question.uuid,
      answer.uuid, turn.prompt_tokens, turn.completion_tokens, turn.total_tokens, turn.reasoning_tokens, turn.cost_nanos,
      turn.first_token_ms, turn.total_ms, turn.queued_at, turn.started_at, turn.ended_at, turn.id
    """

  private static let source = source(indexedBy: nil)

  private static func source(indexedBy index: String?) -> String {
    """
    FROM turn\(index.map { " INDEXED BY \($0)" } ?? "")
    JOIN thread ON thread.id = turn.thread
    LEFT JOIN turn AS original ON original.id = turn.retry_of
    LEFT JOIN message AS question ON question.turn = turn.id AND question.role = 'user'
    LEFT JOIN message AS answer ON answer.turn = turn.id AND answer.role = 'assistant'
    """
  }

  /// The words stand in the pair once it is written, and until then on the turn.
  private static let texts = """
    coalesce(question.content, turn.input), coalesce(answer.content, turn.output), turn.reasoning
    """

  static let one = """
    SELECT \(members), \(texts)
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

  /// A thread's questions without an answer, in the order in which they were asked.
  static let unanswered = """
    SELECT \(members), \(texts)
    \(source)
    WHERE turn.thread = ?2 AND turn.unanswered = 1 AND +turn.user = ?1
    ORDER BY turn.id
    """

  /// The rows, as `same`, of the turn ?3 and of all that have asked its question before or again.
  static let family = """
    WITH RECURSIVE
      original (id, retry_of) AS (
        SELECT id, retry_of
        FROM turn
        WHERE user = ?1 AND uuid = ?3
        UNION ALL
        SELECT turn.id, turn.retry_of
        FROM original
        JOIN turn ON turn.id = original.retry_of
      ),
      same (id) AS (
        SELECT id
        FROM original
        UNION
        SELECT turn.id
        FROM same
        JOIN turn ON turn.retry_of = same.id
      )
    """

  /// Whether a message of those stands in the thread.
  static let hasAnswer = """
    \(family)
    SELECT 1
    FROM message
    WHERE turn IN (SELECT id FROM same) AND thread = ?2 AND +user = ?1
    LIMIT 1
    """

  /// No question of those waits for an answer any more.
  static let answered = """
    \(family)
    UPDATE turn
    SET unanswered = 0
    WHERE thread = ?2 AND unanswered = 1 AND id IN (SELECT id FROM same) AND +user = ?1
    RETURNING uuid
    """

  /// Those that have ended are taken back.
  static let withdraw = """
    \(family)
    UPDATE turn
    SET unanswered = 0, withdrawn_at = ?2
    WHERE id IN (SELECT id FROM same) AND withdrawn_at IS NULL AND ended_at IS NOT NULL
      AND +user = ?1
    RETURNING uuid
    """

  /// Those of a thread that were asked after a turn stand behind its pair, which ends at a message.
  static let moveBehind = """
    UPDATE turn
    SET after_sequence = ?4
    WHERE thread = ?2 AND unanswered = 1 AND id > ?3 AND +user = ?1
    RETURNING uuid
    """

  /// Those of a thread that stand after a message that is gone.
  static let withdrawAfter = """
    UPDATE turn
    SET unanswered = 0, withdrawn_at = ?4
    WHERE thread = ?2 AND unanswered = 1 AND after_sequence > ?3 AND +user = ?1
    RETURNING uuid
    """

  /// What a page of turns may be narrowed to, and whether it has their words.
  struct ListShape {
    var ofThread: Bool
    var withStatus: Bool
    var unanswered: Bool
    var withTexts: Bool

    fileprivate var number: Int {
      (ofThread ? 8 : 0) + (withStatus ? 4 : 0) + (unanswered ? 2 : 0) + (withTexts ? 1 : 0)
    }

    fileprivate init(number: Int) {
      ofThread = number & 8 != 0
      withStatus = number & 4 != 0
      unanswered = number & 2 != 0
      withTexts = number & 1 != 0
    }

    init(ofThread: Bool, withStatus: Bool, unanswered: Bool, withTexts: Bool) {
      self.ofThread = ofThread
      self.withStatus = withStatus
      self.unanswered = unanswered
      self.withTexts = withTexts
    }
  }

  /// After the page's bounds come the thread's row and the status, where they are given.
  static func list(_ shape: ListShape) -> String { lists[shape.number] }

  private static let lists = (0..<16).map { composed(ListShape(number: $0)) }

  private static func composed(_ shape: ListShape) -> String {
    // `+` keeps the planner at the index that the order comes from.
    var conditions = shape.ofThread ? ["turn.thread = ?4", "+turn.user = ?1"] : ["turn.user = ?1"]
    if shape.unanswered { conditions.append("turn.unanswered = 1") }
    if shape.withStatus {
      let isIndexed = !shape.ofThread && !shape.unanswered
      conditions.append((isIndexed ? "" : "+") + "turn.status = ?\(shape.ofThread ? 5 : 4)")
    }
    let index = shape.ofThread ? "unanswered_turn" : "unanswered_turn_by_user"
    return """
      SELECT \(members)\(shape.withTexts ? ", " + texts : "")
      \(shape.unanswered ? source(indexedBy: index) : source)
      WHERE \(conditions.joined(separator: " AND ")) AND turn.id < ?2
        AND thread.deleted_at IS NULL
      ORDER BY turn.id DESC
      LIMIT ?3
      """
  }
}
