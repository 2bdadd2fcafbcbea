import Wire

/// Removes messages from the end of a thread.
extension Changes {
  /// Removes all messages after `end` from a thread, with an event for each message. Returns the
  /// turns that wrote them; these turns hold the texts themselves from then on.
  func takeBack(through end: Int, of thread: Kept<Noun.Thread>) throws -> [TurnID] {
    // A question comes right before its answer, so a turn is met twice in a row.
    var turns: [TurnID] = []
    for sequence in stride(from: thread.value.messageCount, to: end, by: -1) {
      guard let turn = try takeBack(sequence, of: thread.row) else { continue }
      if turns.last != turn { turns.append(turn) }
    }
    return turns
  }

  /// Removes a thread's last message; returns the turn that wrote it.
  private func takeBack(_ sequence: Int, of thread: Int64) throws -> TurnID? {
    let found = try db.first(
      """
      SELECT message.id, message.uuid, message.role, turn.uuid
      FROM message
      LEFT JOIN turn ON turn.id = message.turn
      WHERE message.thread = ?2 AND message.sequence = ?3 AND +message.user = ?1
      """, rows.whose, .integer(thread), .int(sequence)
    ) { columns in
      (
        row: columns.int64(), id: columns.id(MessageID.self), role: columns.text(),
        turn: columns.idIfPresent(TurnID.self)
      )
    }
    guard let found else { return nil }
    if found.turn != nil { try giveBack(found.row, isQuestion: found.role == "user") }
    try db.run(
      """
      DELETE FROM message
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(found.row))
    try note(.message, found.id, .deleted)
    return found.turn
  }

  /// Gives a turn its text back: until now it was stored in the turn's pair only.
  private func giveBack(_ message: Int64, isQuestion: Bool) throws {
    try db.run(
      isQuestion
        ? """
        UPDATE turn
        SET input = message.content, metadata = message.metadata,
          after_sequence = message.sequence - 1
        FROM message
        WHERE message.user = ?1 AND message.id = ?2 AND turn.id = message.turn
        """
        : """
        UPDATE turn
        SET output = message.content
        FROM message
        WHERE message.user = ?1 AND message.id = ?2 AND turn.id = message.turn
        """, rows.whose, .integer(message))
  }
}
