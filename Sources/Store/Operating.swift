import GRDB
import Wire

/// Operators' access to the rows of all users. Everybody else is refused before anything is read.
package struct OperatorRows: ~Copyable {
  let db: Database
}

package struct OperatorChanges: ~Copyable {
  let changes: Changes.Parts
}

extension Rows {
  package func operating() throws -> OperatorRows {
    try owner.checkOperator()
    return OperatorRows(db: db)
  }
}

extension Changes {
  package func operating() throws -> OperatorChanges {
    try rows.owner.checkOperator()
    return OperatorChanges(changes: parts)
  }

  /// The values from which a job's `Changes` are made, whichever user they are for.
  struct Parts {
    let db: Database
    let ids: IDSource
    let now: Timestamp
    let aftermath: Aftermath
    let retention: EventRetention
    let vault: Vault
    let clock: SteadyClock
  }

  fileprivate var parts: Parts {
    Parts(
      db: db, ids: ids, now: now, aftermath: aftermath, retention: retention, vault: vault,
      clock: clock)
  }
}

extension OperatorChanges {
  /// Makes changes as another user, with that user's rights.
  func speaking<T>(
    for user: UserID, _ body: (borrowing Changes) throws -> T
  ) throws -> T {
    guard let row = try row(of: user) else { throw Fault.notFound(.user) }
    let owner = Owner(user: row, via: .peer, isOperator: false)
    return try body(
      Changes(
        rows: Rows(db: changes.db, owner: owner), ids: changes.ids, now: changes.now,
        aftermath: changes.aftermath, retention: changes.retention, vault: changes.vault,
        clock: changes.clock))
  }

  private func row(of user: UserID) throws -> Int64? {
    try changes.db.first(OperatorSQL.row, .id(user)) { $0.int64() }
  }
}

/// The statements that do not belong to one user.
enum OperatorSQL {
  static let row = """
    SELECT id
    FROM user
    WHERE uuid = ?1
    """
}

extension Owner {
  func checkOperator() throws(Fault) {
    guard isOperator else {
      throw Fault.forbidden("Only an operator may do this, from a connection without a token.")
    }
  }
}
