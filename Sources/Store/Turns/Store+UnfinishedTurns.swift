import GRDB
package import Wire

/// Work on everybody's rows, behind a door of its own name; nothing of it answers with a row.
extension Store {
  /// Ends every turn that a daemon left queued or running: interrupted, with what it had kept as
  /// its output. Once at the start, before serving. Answers how many there were.
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

  /// Ends every action that ran when a daemon stopped: failed, with the reason as its result. Who
  /// ran it can't tell a daemon that is not there how it went. Answers how many there were.
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

  /// Removes what of everybody's feed is no longer kept. Once at the start.
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
