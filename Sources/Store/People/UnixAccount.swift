import GRDB
import Wire

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
