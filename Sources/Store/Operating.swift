import GRDB
import JSON
package import Wire

/// Operators' access to the rows of all users. Everybody else is refused before anything is read.
package struct OperatorRows: ~Copyable {
  fileprivate let db: Database
}

package struct OperatorChanges: ~Copyable {
  fileprivate let changes: Changes.Parts
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
  fileprivate struct Parts {
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

extension OperatorRows {
  /// Users in order of creation, newest first.
  package func users(limit: PageLimit, cursor: Wire.Cursor?) throws -> Page<Noun.User> {
    let list = "user/list"
    let before = try cursor?.key(of: list, count: 1)[0] ?? .max
    var page = PageBuilder<Noun.User>(limit)
    try db.each(OperatorSQL.users, [.integer(before), page.wanted]) { columns in
      let user = try Noun.User(&columns)
      return page.add(
        user, key: [columns.int64()], textBytes: 1024 + user.preferences.text.utf8.count)
    }
    return page.page(of: list)
  }
}

extension OperatorChanges {
  package func createUser(_ params: UserCreate.Params, made id: UserID) throws -> Noun.User {
    var body = params
    body.id = nil
    let made = try Fingerprint(UserCreate.name, body)
    if let asked = params.id, let known = try knownUser(asked, made: made) { return known }
    guard try !UnixAccount.isTaken(params.email.text, changes.db) else {
      throw Fault.taken("email")
    }
    let uid = params.uid.map { UInt32($0.number) }
    if let uid, try UnixAccount.user(uid: uid, changes.db) != nil { throw Fault.taken("uid") }
    let user = Noun.User(
      id: params.id ?? id, email: params.email.text, name: params.name?.text,
      createdAt: changes.now, updatedAt: changes.now)
    let row = try changes.db.first(
      OperatorSQL.insert, .id(user.id), .text(user.email), .string(user.name), .bytes(made.bytes),
      .time(changes.now)
    ) { $0.int64() }
    if let uid, let row {
      try UnixAccount.link(uid: uid, to: row, ids: changes.ids, at: changes.now, changes.db)
    }
    return user
  }

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

  /// The rule of idempotency (PROTOCOL.md, Conventions).
  private func knownUser(_ id: UserID, made: Fingerprint) throws -> Noun.User? {
    let known = try changes.db.first(OperatorSQL.made, .id(id)) {
      (row: $0.int64(), made: Fingerprint(stored: $0.bytes()))
    }
    guard let known else { return nil }
    guard known.made == made else { throw Fault.otherBody("user") }
    return try changes.db.first(UserSQL.one, .integer(known.row), read: Noun.User.init)
  }
}

/// The statements that do not belong to one user.
enum OperatorSQL {
  static let users = """
    \(UserSQL.select)
    WHERE id < ?1
    ORDER BY id DESC
    LIMIT ?2
    """

  static let insert = """
    INSERT INTO user (uuid, email, name, made, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?5)
    RETURNING id
    """

  static let row = """
    SELECT id
    FROM user
    WHERE uuid = ?1
    """

  static let made = """
    SELECT id, made
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
