import JSON
package import Wire

/// What was said, without what is known about it: what a model is sent.
package struct Said: Sendable, Equatable {
  package let role: Noun.Role
  package let content: String
  /// What the provider counted for an answer's question and everything before it.
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
  /// Also one of a soft-deleted thread.
  package func message(_ id: MessageID) throws -> Noun.Message {
    guard let message = try db.first(MessageSQL.one, whose, .id(id), read: Noun.Message.init) else {
      throw Fault.notFound(.message)
    }
    return message
  }

  /// A live thread's. The cursor keeps `afterSequence`, which is not given together with it.
  package func messages(
    of id: ThreadID, afterSequence: Sequence?, limit: PageLimit, cursor: Cursor?, order: SortOrder
  ) throws -> Page<Noun.Message> {
    guard afterSequence == nil || cursor == nil else {
      throw Fault.invalidParams(path: "cursor", expected: "no cursor beside afterSequence")
    }
    let thread = try keptLiveThread(id)
    let list = "message/list \(id) \(order.rawValue)"
    // Where the page begins, and what all pages stay above.
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

  /// A live thread's words in sequence. What a retried turn and its other retries have said at the
  /// thread's end is left out; `invalidState` when they have said it before that.
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

  /// What the models of `provider` thought before the answers of a live thread, by the place of the
  /// answer. Copies, in forks and imports, have no turn and no thoughts.
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

  /// `+` keeps the planner at the index by thread and sequence.
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

  /// The last message that neither a turn nor what it repeats or what repeats it has written.
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
  /// The schema knows the same three.
  fileprivate mutating func role() -> Noun.Role { Noun.Role(rawValue: text()) ?? .system }
}
