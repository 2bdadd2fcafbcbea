package import Wire

extension Changes {
  /// Copies the thread whole, then takes its last messages out. Their turns have their words
  /// themselves from then on, as they had before they wrote them. Events for the copy, for each
  /// message and turn, and for the thread.
  package func revertThread(
    _ params: ThreadRevert.Params, fork id: ThreadID
  ) throws -> ThreadRevert.Result {
    let thread = try rows.keptLiveThread(params.threadId)
    let (end, last) = (params.throughSequence.number, thread.value.messageCount)
    guard end <= last else { throw Fault.pastTheEnd(of: thread.value) }
    try refuseUnfinishedTurn(on: thread.row)
    guard end < last else { return ThreadRevert.Result(thread: thread.value, fork: nil) }
    let fork = try copy(
      thread, through: last, as: id, made: try Fingerprint(ThreadRevert.name, params))
    // The question stands before its answer: a turn is met twice in a row.
    var changed: [TurnID] = []
    for sequence in stride(from: last, to: end, by: -1) {
      guard let turn = try takeBack(sequence, of: thread.row) else { continue }
      if changed.last != turn { changed.append(turn) }
    }
    for turn in changed { try note(.turn, turn, .updated) }
    return ThreadRevert.Result(thread: try touch(thread), fork: fork)
  }

  /// Removes a thread's last message; answers the turn that wrote it.
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

  /// A turn's own words stand in its pair and nowhere else, until the pair goes.
  private func giveBack(_ message: Int64, isQuestion: Bool) throws {
    try db.run(
      isQuestion
        ? """
        UPDATE turn
        SET input = message.content, metadata = message.metadata
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

  private func refuseUnfinishedTurn(on thread: Int64) throws {
    let unfinished = try db.first(
      """
      SELECT uuid
      FROM turn
      WHERE thread = ?2 AND ended_at IS NULL AND +user = ?1
      ORDER BY id
      """, rows.whose, .integer(thread)
    ) { $0.id(TurnID.self) }
    guard let unfinished else { return }
    throw Fault.busy(
      turn: unfinished,
      "A turn of this thread has not ended: wait for it or cancel it, then take back.")
  }
}
