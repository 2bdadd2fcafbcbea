import GRDB
package import Wire

/// Work on the rows of all users, in methods that return no rows.
extension Store {
  /// Ends every turn that a daemon left queued or running as interrupted, with the output that was
  /// stored so far. Runs once at the start, before clients are served. Returns how many there were.
  package func interruptUnfinishedTurns(because fault: Fault) throws -> Int {
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
            id: turn.id, status: .interrupted, error: fault, attempts: turn.attempts,
            userMessageID: configuration.ids.next(), assistantMessageID: configuration.ids.next())
          (end.output, end.reasoning) = try keptText(ofTurn: turn.row, db)
          let owner = Owner(user: turn.user, via: .peer, isOperator: false)
          _ = try changes(db, owner, Aftermath()).endTurn(end)
        }
        return unfinished.count
      }
    }
  }

  /// Ends every action that was running when a daemon stopped as failed, with the reason as its
  /// result: its client could not report a result while no daemon ran. Returns how many there were.
  package func failRunningActions() throws -> Int {
    try translated {
      try pool.write { db in
        let running = try db.all(ActionSQL.running) {
          (user: $0.int64(), id: $0.id(ActionID.self))
        }
        for action in running {
          let owner = Owner(user: action.user, via: .peer, isOperator: false)
          try changes(db, owner, Aftermath()).failUnfinishedAction(action.id)
        }
        return running.count
      }
    }
  }

  /// Removes the old events of all users' feeds. Runs once at the start.
  package func pruneEvents() throws {
    try translated {
      let now = configuration.now()
      let isBelieved = clock.doubt(at: now) == nil
      try pool.write { db in
        for user in try db.all("SELECT id FROM user", read: { $0.int64() }) {
          try configuration.retention.prune(
            ofUser: user, atMost: .max / 2, at: isBelieved ? now : nil, db)
        }
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
