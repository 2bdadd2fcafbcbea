package import Wire

extension Changes {
  package func appendMessage(
    _ params: MessageAppend.Params, made id: MessageID
  ) throws -> Noun.Message {
    var thread = try rows.keptLiveThread(params.threadId)
    var body = params
    body.id = nil
    let made = try Fingerprint(MessageAppend.name, body)
    if let asked = params.id, let known = try knownMessage(asked, made: made) { return known }
    try releaseVersion(&thread)
    let message = try insertMessage(
      NewMessage(
        id: params.id ?? id, sequence: thread.value.messageCount + 1, role: params.role,
        content: params.content.text, metadata: params.metadata, made: made),
      in: thread, turn: nil)
    try touch(thread)
    return message
  }

  /// Inserts a message with its event, said now unless `saidAt` is given; a trigger refuses any
  /// sequence but the thread's next one.
  func insertMessage(
    _ new: NewMessage, saidAt: Timestamp? = nil, in thread: Kept<Noun.Thread>, turn: Kept<TurnID>?
  ) throws -> Noun.Message {
    let moment = saidAt ?? now
    try db.run(
      """
      INSERT INTO message (user, thread, uuid, sequence, turn, role, content, prompt_tokens,
        completion_tokens, total_tokens, metadata, made, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """,
      rows.whose, .integer(thread.row), .id(new.id), .int(new.sequence),
      turn.map { .integer($0.row) } ?? .null, .text(new.role.rawValue), .text(new.content),
      .int(new.promptTokens), .int(new.completionTokens), .int(new.totalTokens),
      .json(new.metadata), new.made.map { .bytes($0.bytes) } ?? .null, .time(moment))
    try note(.message, new.id, .created)
    return Noun.Message(
      id: new.id, threadId: thread.value.id, turnId: turn?.value, sequence: Sequence(new.sequence),
      role: new.role, content: new.content, promptTokens: new.promptTokens,
      completionTokens: new.completionTokens, totalTokens: new.totalTokens, metadata: new.metadata,
      createdAt: moment)
  }

  private func knownMessage(_ id: MessageID, made: Fingerprint) throws -> Noun.Message? {
    let before = try db.first(
      """
      SELECT made
      FROM message
      WHERE user = ?1 AND uuid = ?2
      """, rows.whose, .id(id)
    ) { Fingerprint(stored: $0.bytes()) }
    guard let before else { return nil }
    guard before == made else { throw Fault.otherBody(.message) }
    return try rows.message(id)
  }
}

/// A message to be written.
struct NewMessage {
  var id: MessageID
  var sequence: Int
  var role: Noun.Role
  var content: String
  var promptTokens: Int?
  var completionTokens: Int?
  var totalTokens: Int?
  var metadata: FreeObject?
  /// The fingerprint, for messages that a client may send twice.
  var made: Fingerprint?
}
