import JSON
package import Wire

/// A message as a model is sent it: its text and role, without ids and times.
package struct Said: Sendable, Equatable {
  package let role: Noun.Role
  package let content: String
  /// How many tokens the provider counted for the question of this answer and everything before it.
  package let promptTokens: Int?
  /// Its place in its thread.
  package let sequence: Int

  package init(role: Noun.Role, content: String, promptTokens: Int? = nil, sequence: Int) {
    self.role = role
    self.content = content
    self.promptTokens = promptTokens
    self.sequence = sequence
  }
}

extension Rows {
  /// Finds also a message of a soft-deleted thread.
  package func message(_ id: MessageID) throws -> Noun.Message {
    guard let message = try db.first(MessageSQL.one, whose, .id(id), read: Noun.Message.init) else {
      throw Fault.notFound(.message)
    }
    return message
  }

  /// The messages of a thread that is not deleted. The cursor contains `afterSequence`, so a client
  /// gives only one of the two.
  package func messages(
    of id: ThreadID, afterSequence: Sequence?, limit: PageLimit, cursor: Cursor?, order: SortOrder
  ) throws -> Page<Noun.Message> {
    guard afterSequence == nil || cursor == nil else {
      throw Fault.invalidParams(path: "cursor", expected: "no cursor beside afterSequence")
    }
    let thread = try keptLiveThread(id)
    let list = "message/list \(id) \(order.rawValue)"
    // Where the page begins, and the sequence after which all pages begin.
    let key = try cursor?.key(of: list, count: 2)
    let floor = key?[1] ?? Int64(afterSequence?.number ?? 0)
    var page = PageBuilder<Noun.Message>(limit)
    let sql: String
    let start: Int64
    switch order {
    case .ascending: (sql, start) = (MessageSQL.ascending, key?[0] ?? floor)
    case .descending: (sql, start) = (MessageSQL.descending, key?[0] ?? .max)
    }
    try db.each(
      sql, [whose, .integer(thread.row), .integer(start), page.wanted, .integer(floor)]
    ) { columns in
      let message = try Noun.Message(&columns)
      return page.add(
        message, key: [Int64(message.sequence?.number ?? 0), floor], textBytes: message.textBytes)
    }
    return page.page(of: list)
  }

  /// The messages of a thread that is not deleted, in sequence. With a retried turn, the pair at
  /// the thread's end that the turn or another retry of it wrote is left out; `invalidState` when
  /// that pair is not at the end.
  package func history(of id: ThreadID, retrying turn: TurnID? = nil) throws -> [Said] {
    let thread = try keptLiveThread(id)
    var end = thread.value.messageCount
    if let turn {
      switch try answerPlace(of: turn, in: thread) {
      case .nowhere: break
      case .atTheEnd(let before): end = before
      case .earlier: throw Fault.notLastQuestion
      }
    }
    return try db.all(MessageSQL.history, whose, .integer(thread.row), .int(end)) {
      Said(
        role: $0.role(), content: $0.text(), promptTokens: $0.countIfPresent(), sequence: $0.int())
    }
  }

  /// The reasoning of models of `provider` before the answers of a thread that is not deleted, by
  /// the answer's sequence. Copies, in forks and imports, have no turn and no reasoning.
  package func reasoning(of id: ThreadID, by provider: String) throws -> [Int: String] {
    let thread = try keptLiveThread(id)
    let thoughts = try db.all(
      MessageSQL.reasoning, whose, .integer(thread.row), .text(provider + "/")
    ) { (sequence: $0.int(), text: $0.text()) }
    return Dictionary(thoughts.map { ($0.sequence, $0.text) }) { first, _ in first }
  }
}

enum MessageSQL {
  static let select = """
    SELECT message.uuid, thread.uuid, turn.uuid, message.sequence, message.role, message.content,
      message.prompt_tokens, message.completion_tokens, message.total_tokens, message.metadata,
      message.created_at
    FROM message
    JOIN thread ON thread.id = message.thread
    LEFT JOIN turn ON turn.id = message.turn
    """

  static let one = """
    \(select)
    WHERE message.user = ?1 AND message.uuid = ?2
    """

  /// `+` makes the planner use the index by thread and sequence.
  static let ascending = """
    \(select)
    WHERE message.thread = ?2 AND +message.user = ?1 AND message.sequence > ?3
      AND +message.sequence > ?5
    ORDER BY message.sequence
    LIMIT ?4
    """

  static let descending = """
    \(select)
    WHERE message.thread = ?2 AND +message.user = ?1 AND message.sequence < ?3
      AND message.sequence > ?5
    ORDER BY message.sequence DESC
    LIMIT ?4
    """

  static let whole = """
    \(select)
    WHERE message.thread = ?2 AND +message.user = ?1
    ORDER BY message.sequence
    """

  static let history = """
    SELECT role, content, prompt_tokens, sequence
    FROM message
    WHERE thread = ?2 AND +user = ?1 AND sequence <= ?3
    ORDER BY sequence
    """

  static let reasoning = """
    SELECT message.sequence, turn.reasoning
    FROM message
    JOIN turn ON turn.id = message.turn
    WHERE message.thread = ?2 AND +message.user = ?1 AND message.role = 'assistant'
      AND turn.reasoning IS NOT NULL AND substr(turn.model, 1, length(?3)) = ?3
    ORDER BY message.sequence
    """

  /// The last message that was written neither by a turn nor by its retries or the turn that it
  /// retries.
  static let lastBeside = """
    \(TurnSQL.family)
    SELECT sequence
    FROM message
    WHERE thread = ?2 AND +user = ?1 AND (turn IS NULL OR turn NOT IN (SELECT id FROM same))
    ORDER BY sequence DESC
    LIMIT 1
    """
}

extension Noun.Message {
  init(_ columns: inout Columns) throws {
    self.init(
      id: columns.id(MessageID.self), threadId: columns.id(ThreadID.self),
      turnId: columns.idIfPresent(), sequence: Sequence(columns.int()), role: columns.role(),
      content: columns.text(), promptTokens: columns.countIfPresent(),
      completionTokens: columns.countIfPresent(), totalTokens: columns.countIfPresent(),
      metadata: try columns.objectIfPresent(), createdAt: columns.time())
  }

  var textBytes: Int {
    512 + content.utf8.count + (metadata?.json.text.utf8.count ?? 0)
  }
}

extension Columns {
  /// The schema allows the same values only.
  fileprivate mutating func role() -> Noun.Role { Noun.Role(rawValue: text()) ?? .system }
}
