import GRDB

/// Work on the events of all users, in methods that return no rows.
extension Store {
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
}
