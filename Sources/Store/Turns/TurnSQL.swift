/// The statements that read turns; each is always the same text, so that the statement cache finds
/// it.
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

  /// The texts are in the pair once it is written, and until then in the turn.
  private static let texts = """
    coalesce(question.content, turn.input), coalesce(answer.content, turn.output), turn.reasoning,
      turn.options
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

  /// The turns of a thread in the order in which they were asked: with the texts that are in no
  /// message, and after these the rest of each request.
  static let whole = """
    SELECT \(members), turn.input, turn.output, turn.reasoning, NULL, turn.system_prompt,
      turn.metadata, turn.options
    \(source)
    WHERE turn.thread = ?2 AND +turn.user = ?1
    ORDER BY turn.id
    """

  static let answeringModel = """
    SELECT turn.model
    FROM thread
    JOIN turn ON turn.thread = thread.id
    WHERE thread.user = ?1 AND thread.uuid = ?2 AND turn.status = 'completed'
    ORDER BY turn.id DESC
    LIMIT 1
    """

  static let question = """
    SELECT thread.uuid, turn.status, coalesce(question.content, turn.input, ''), turn.model,
      turn.system_prompt, coalesce(question.metadata, turn.metadata), turn.options
    \(source)
    WHERE turn.user = ?1 AND turn.uuid = ?2
    """

  /// Ordered by role, as the index is: the question comes first.
  static let pair = """
    \(MessageSQL.select)
    WHERE message.turn = ?2 AND +message.user = ?1
    ORDER BY message.role DESC
    """

  /// The unanswered questions of a thread, in the order in which they were asked.
  static let unanswered = """
    SELECT \(members), \(texts)
    \(source)
    WHERE turn.thread = ?2 AND turn.unanswered = 1 AND +turn.user = ?1
    ORDER BY turn.id
    """

  /// The rows, as `same`, of the turn ?3 and of all turns with the same question, earlier or later.
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

  /// The question of the turn that created a thread, where the thread contains nothing else.
  static let onlyQuestion = """
    SELECT maker.input
    FROM thread
    JOIN turn AS maker ON maker.thread = thread.id AND maker.made = thread.made
    WHERE thread.user = ?1 AND thread.id = ?2 AND thread.message_count = 0
      AND NOT EXISTS (
        SELECT 1
        FROM turn AS other
        WHERE other.thread = thread.id AND other.unanswered = 1 AND +other.user = ?1
      )
      AND NOT EXISTS (
        SELECT 1
        FROM thread AS version
        WHERE version.user = ?1 AND version.copy_of = thread.id
      )
    ORDER BY maker.id
    LIMIT 1
    """

  /// Whether the thread has a message of one of these turns.
  static let hasAnswer = """
    \(family)
    SELECT 1
    FROM message
    WHERE turn IN (SELECT id FROM same) AND thread = ?2 AND +user = ?1
    LIMIT 1
    """

  /// Marks these turns as no longer unanswered.
  static let answered = """
    \(family)
    UPDATE turn
    SET unanswered = 0
    WHERE thread = ?2 AND unanswered = 1 AND id IN (SELECT id FROM same) AND +user = ?1
    RETURNING uuid
    """

  /// Withdraws those of these turns that have ended.
  static let withdraw = """
    \(family)
    UPDATE turn
    SET unanswered = 0, withdrawn_at = ?2
    WHERE id IN (SELECT id FROM same) AND withdrawn_at IS NULL AND ended_at IS NOT NULL
      AND +user = ?1
    RETURNING uuid
    """

  /// Moves the unanswered questions that were asked after a turn behind its pair, which ends at a
  /// message.
  static let moveBehind = """
    UPDATE turn
    SET after_sequence = ?4
    WHERE thread = ?2 AND unanswered = 1 AND id > ?3 AND +user = ?1
    RETURNING uuid
    """

  /// Withdraws a thread's unanswered questions that come after a removed message.
  static let withdrawAfter = """
    UPDATE turn
    SET unanswered = 0, withdrawn_at = ?4
    WHERE thread = ?2 AND unanswered = 1 AND after_sequence > ?3 AND +user = ?1
    RETURNING uuid
    """

  /// The filters of a page of turns, and whether it contains their texts.
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

  /// The parameters after the page's bounds are the thread's row and the status, where they are
  /// given.
  static func list(_ shape: ListShape) -> String { lists[shape.number] }

  private static let lists = (0..<16).map { composed(ListShape(number: $0)) }

  private static func composed(_ shape: ListShape) -> String {
    // `+` makes the planner use the index that gives the order.
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
