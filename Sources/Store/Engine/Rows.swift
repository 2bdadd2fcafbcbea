import GRDB
import Wire

/// One owner's view of one transaction, lent to a closure that it cannot leave: it is neither
/// copyable nor a result. All SQL stands in extensions of it and binds the owner.
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
  /// One moment for all that one job writes.
  let now: Timestamp
  let aftermath: Aftermath
  let retention: EventRetention
  let vault: Vault
  let clock: SteadyClock

  var db: Database { rows.db }
}

/// What has to follow a job's commit.
final class Aftermath {
  /// Text was deleted for good: the log must not keep it either.
  var erases = false
  /// The newest event that the job appended, and to whose feed.
  var lastEvent: (user: UserKey, seq: Int64)?
}

/// A noun with the row that keeps it.
struct Kept<Value> {
  let row: Int64
  var value: Value
}
