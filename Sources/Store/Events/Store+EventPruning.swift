import GRDB

/// Housekeeping: work on everybody's feed that answers with nothing of it.
extension Store {
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
}
