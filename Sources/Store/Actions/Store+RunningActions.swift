import GRDB
import Wire

/// Work on the actions of all users, in methods that return no rows.
extension Store {
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
}
