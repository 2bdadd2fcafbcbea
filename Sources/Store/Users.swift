import GRDB
package import Wire

extension Rows {
  /// How many changes the owner's things have seen: the `seq` of the newest event.
  package func changeCount() throws -> Int {
    try db.first(
      """
      SELECT change_seq
      FROM user
      WHERE id = ?1
      """, whose
    ) { $0.int() } ?? 0
  }

  package func user() throws -> Noun.User {
    let user = try db.first(
      """
      SELECT uuid, email, email_verified, name, image, preferences, created_at, updated_at
      FROM user
      WHERE id = ?1
      """, whose
    ) { columns in
      Noun.User(
        id: columns.id(), email: columns.text(), emailVerified: columns.bool(),
        name: columns.textIfPresent(), image: columns.textIfPresent(),
        preferences: columns.objectIfPresent() ?? .empty, createdAt: columns.time(),
        updatedAt: columns.time())
    }
    guard let user else { throw Fault.notFound(.user) }
    return user
  }
}

/// The accounts that the kernel vouches for: provider `unix`, the uid as its id.
enum UnixAccount {
  static func user(uid: UInt32, _ db: Database) throws -> Int64? {
    try db.first(
      """
      SELECT user
      FROM account
      WHERE provider_id = 'unix' AND account_id = ?1
      """, .text(String(uid))
    ) { $0.int64() }
  }

  /// Makes a user for a uid that has none.
  static func provide(
    uid: UInt32, email: String, ids: IDSource, at now: Timestamp, _ db: Database
  ) throws {
    guard try user(uid: uid, db) == nil else { return }
    let user = try db.first(
      """
      INSERT INTO user (uuid, email, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?3)
      RETURNING id
      """, .id(ids.next(Noun.User.self)), .text(email), .time(now)
    ) { $0.int64() }
    try db.run(
      """
      INSERT INTO account (user, uuid, provider_id, account_id, created_at, updated_at)
      VALUES (?1, ?2, 'unix', ?3, ?4, ?4)
      """, user.map { .integer($0) } ?? .null, .id(ids.next(UnixAccount.self)),
      .text(String(uid)), .time(now))
  }
}
