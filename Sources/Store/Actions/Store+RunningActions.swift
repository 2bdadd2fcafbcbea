import GRDB
import Wire

/// Housekeeping: work on everybody's actions that answers with none of them.
extension Store {
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
}
