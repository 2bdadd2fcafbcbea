import GRDB
import Wire

/// Work on the turns of all users, in methods that return no rows.
extension Store {
  /// Ends every turn that a daemon left queued or running as interrupted, with the output that was
  /// stored so far. Runs once at the start, before clients are served. Returns how many there were.
  package func interruptUnfinishedTurns() throws -> Int {
    try translated {
      try pool.write { db in
        let unfinished = try db.all(
          """
          SELECT user, id, uuid, attempts
          FROM turn
          WHERE ended_at IS NULL
          """
        ) { (user: $0.int64(), row: $0.int64(), id: $0.id(TurnID.self), attempts: $0.int()) }
        for turn in unfinished {
          var end = TurnEnd(
            id: turn.id, status: .interrupted, error: .leftUnfinished(turn: turn.id),
            attempts: turn.attempts,
            userMessageID: configuration.ids.next(), assistantMessageID: configuration.ids.next())
          (end.output, end.reasoning) = try keptText(ofTurn: turn.row, db)
          let owner = Owner(user: turn.user, via: .peer, isOperator: false)
          _ = try changes(db, owner, Aftermath()).endTurn(end)
        }
        return unfinished.count
      }
    }
  }

  private func keptText(ofTurn row: Int64, _ db: Database) throws -> (String, String) {
    var said = ("", "")
    try db.each(
      """
      SELECT text, reasoning
      FROM turn_chunk
      WHERE turn = ?1
      ORDER BY number
      """, [.integer(row)]
    ) { columns in
      said.0 += columns.text()
      said.1 += columns.text()
      return true
    }
    return said
  }
}
