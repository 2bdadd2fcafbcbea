import Wire

extension Changes {
  /// Writes a message from another thread or program, with its own time and without an event: the
  /// caller records the change of the thread.
  @discardableResult
  func insertCopy(
    _ copy: NewMessage, saidAt: Timestamp, in thread: Int64
  ) throws -> Int64 {
    try db.first(
      """
      INSERT INTO message (user, thread, uuid, sequence, role, content, prompt_tokens,
        completion_tokens, total_tokens, metadata, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      RETURNING id
      """,
      rows.whose, .integer(thread), .id(copy.id), .int(copy.sequence), .text(copy.role.rawValue),
      .text(copy.content), .int(copy.promptTokens), .int(copy.completionTokens),
      .int(copy.totalTokens), .json(copy.metadata), .time(saidAt)
    ) { $0.int64() } ?? 0
  }
}
