import GRDB
package import Wire

extension Rows {
  /// How many changes to the owner's data there were: the `seq` of the newest event.
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
    guard let user = try db.first(UserSQL.one, whose, read: Noun.User.init) else {
      throw Fault.notFound(.user)
    }
    return user
  }
}

/// The statements that read users.
enum UserSQL {
  static let select = """
    SELECT uuid, email, email_verified, name, image, preferences, created_at, updated_at, id
    FROM user
    """

  static let one = """
    \(select)
    WHERE id = ?1
    """
}

extension Noun.User {
  init(_ columns: inout Columns) throws {
    self.init(
      id: columns.id(), email: columns.text(), emailVerified: columns.bool(),
      name: columns.textIfPresent(), image: columns.textIfPresent(),
      preferences: try columns.objectIfPresent() ?? .empty, createdAt: columns.time(),
      updatedAt: columns.time())
  }
}

/// The accounts that the kernel reports: provider `unix`, with the uid as the account's id.
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

  static func numberedEmail(_ uid: UInt32) -> String { "uid\(uid)@localhost" }

  /// The wanted address, or one with the uid's number when another user has it.
  static func freeEmail(_ wanted: String, uid: UInt32, _ db: Database) throws -> String {
    for email in [wanted, numberedEmail(uid)] where try !isTaken(email, db) { return email }
    // Another user has chosen an address that looks like a uid's: a random number makes a new one.
    return "uid\(uid).\(UInt32.random(in: 0...UInt32.max))@localhost"
  }

  static func isTaken(_ email: String, _ db: Database) throws -> Bool {
    try db.first(
      """
      SELECT 1
      FROM user
      WHERE email = ?1
      """, .text(email)
    ) { $0.int64() } != nil
  }

  /// Creates a user for a uid that has none.
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
    if let user { try link(uid: uid, to: user, ids: ids, at: now, db) }
  }

  static func link(
    uid: UInt32, to user: Int64, ids: IDSource, at now: Timestamp, _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO account (user, uuid, provider_id, account_id, created_at, updated_at)
      VALUES (?1, ?2, 'unix', ?3, ?4, ?4)
      """, .integer(user), .id(ids.next(Noun.Account.self)), .text(String(uid)), .time(now))
  }
}
