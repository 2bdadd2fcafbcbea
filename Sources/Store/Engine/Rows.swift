import GRDB
import Wire

/// One owner's view of one transaction, for use inside a closure: it can be neither copied nor
/// returned. All SQL is in extensions of it and binds the owner.
package struct Rows: ~Copyable {
  let db: Database
  package let owner: Owner

  /// The `?1` of every statement.
  var whose: Bound { .integer(owner.user) }
}

/// The same with the right to write.
package struct Changes: ~Copyable {
  package let rows: Rows
  let ids: IDSource
  /// One time for everything that one job writes.
  let now: Timestamp
  let aftermath: Aftermath
  let retention: EventRetention
  let vault: Vault
  let clock: SteadyClock

  var db: Database { rows.db }
}

/// What has to follow a job's commit.
final class Aftermath {
  /// Text was permanently deleted, so it has to be removed from the log, too.
  var erases = false
  /// The newest event that the job appended, and the user of its feed.
  var lastEvent: (user: UserKey, seq: Int64)?
}

/// A value with the row that stores it.
struct Kept<Value> {
  let row: Int64
  var value: Value
}
