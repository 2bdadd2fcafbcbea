package import Wire

extension Changes {
  /// Makes a full copy of the thread, then removes its last messages. Their turns hold their texts
  /// themselves from then on, as before they wrote them. The questions of these turns, and
  /// unanswered questions after a removed message, are withdrawn. Events for the copy, for each
  /// message and turn, and for the thread.
  package func revertThread(
    _ params: ThreadRevert.Params, fork id: ThreadID
  ) throws -> ThreadRevert.Result {
    let thread = try rows.keptLiveThread(params.threadId)
    let (end, last) = (params.throughSequence.number, thread.value.messageCount)
    guard end <= last else { throw Fault.pastTheEnd(of: thread.value) }
    try refuseUnfinishedTurn(on: thread.row)
    guard end < last else { return ThreadRevert.Result(thread: thread.value, fork: nil) }
    let fork = try keepVersion(
      of: thread, as: id, made: try Fingerprint(ThreadRevert.name, params))
    let turns = try takeBack(through: end, of: thread)
    let left = try rows.keptThread(params.threadId)
    for turn in turns {
      // An answer can be removed without its question.
      if try rows.answerPlace(of: turn, in: left) == .nowhere {
        try withdraw(turn)
      } else {
        try note(.turn, turn, .updated)
      }
    }
    try withdrawQuestions(after: end, of: thread.row)
    return ThreadRevert.Result(thread: try touch(thread), fork: fork)
  }

  func refuseUnfinishedTurn(on thread: Int64) throws {
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
      "A turn of this thread has not ended: wait for it or cancel it first.")
  }
}
