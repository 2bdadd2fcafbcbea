import GRDB
import JSON
package import Wire

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

  /// The rule of idempotency (PROTOCOL.md, Conventions).
  private func knownUser(_ id: UserID, made: Fingerprint) throws -> Noun.User? {
    let known = try changes.db.first(OperatorSQL.made, .id(id)) {
      (row: $0.int64(), made: Fingerprint(stored: $0.bytes()))
    }
    guard let known else { return nil }
    guard known.made == made else { throw Fault.otherBody(.user) }
    return try changes.db.first(UserSQL.one, .integer(known.row), read: Noun.User.init)
  }
}

extension OperatorSQL {
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

  static let made = """
    SELECT id, made
    FROM user
    WHERE uuid = ?1
    """
}
