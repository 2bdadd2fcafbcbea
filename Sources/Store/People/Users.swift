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
