import GRDB
import JSON
package import Wire

extension Changes {
  package func updateUser(_ params: UserUpdate.Params) throws -> Noun.User {
    let old = try rows.user()
    var new = old
    switch params.name {
    case .keep: break
    case .clear: new.name = nil
    case .set(let name): new.name = name.text
    }
    switch params.image {
    case .keep: break
    case .clear: new.image = nil
    case .set(let image): new.image = image.text
    }
    switch params.preferences {
    case .keep: break
    case .clear: new.preferences = .empty
    case .set(let preferences): new.preferences = preferences
    }
    if case .set(let email) = params.email, email.text != old.email {
      guard try !UnixAccount.isTaken(email.text, db) else { throw Fault.taken("email") }
      (new.email, new.emailVerified) = (email.text, false)
    }
    // An update to the present values changes nothing, so it can be repeated.
    guard !new.isIdentical(to: old) else { return old }
    try db.run(
      """
      UPDATE user
      SET name = ?2, image = ?3, email = ?4, email_verified = ?5, preferences = ?6,
        updated_at = ?7
      WHERE id = ?1
      """,
      rows.whose, .string(new.name), .string(new.image), .text(new.email),
      .integer(new.emailVerified ? 1 : 0), .json(new.preferences), .time(now))
    try note(.user, new.id, .updated)
    return try rows.user()
  }

  /// Deletes the owner with all their data, and counts it. Called by `erase`, because the text must
  /// be removed from the files, too. The daemon's own uid gets a new user at once.
  package func deleteUser(confirm: Email) throws -> ErasedCounts {
    try rows.refuseUnconfirmed(confirm)
    let counts = try rows.counts()
    // A context refers to its thread, so contexts are deleted first.
    try db.run(
      """
      DELETE FROM context
      WHERE user = ?1
      """, rows.whose)
    try db.run(
      """
      DELETE FROM user
      WHERE id = ?1
      """, rows.whose)
    try DaemonUser.provide(ids: ids, at: now, db)
    aftermath.erases = true
    return counts
  }
}

extension Rows {
  /// Protects users from erasing themselves by mistake.
  package func refuseUnconfirmed(_ confirm: Email) throws {
    let email = try user().email
    guard confirm.text == email else {
      throw Fault.invalidParams(path: "confirm", expected: "your email, \(email)")
    }
  }

  fileprivate func counts() throws -> ErasedCounts {
    var counts = ErasedCounts()
    let tables: [(String, WritableKeyPath<ErasedCounts, Int>)] = [
      ("account", \.accounts), ("session", \.sessions), ("thread", \.threads),
      ("message", \.messages), ("turn", \.turns), ("task", \.tasks), ("context", \.contexts),
      ("action", \.actions), ("preview", \.previews), ("event", \.events),
    ]
    for (table, member) in tables {
      counts[keyPath: member] =
        try db.first(
          """
          SELECT count(*)
          FROM \(table)
          WHERE user = ?1
          """, whose
        ) { $0.int() } ?? 0
    }
    return counts
  }
}

extension Noun.User {
  /// Compares scalars, too: `==` treats composed and decomposed é as equal.
  fileprivate func isIdentical(to other: Noun.User) -> Bool {
    self == other && (name ?? "").utf8.elementsEqual((other.name ?? "").utf8)
      && (image ?? "").utf8.elementsEqual((other.image ?? "").utf8)
  }
}

extension Fault {
  static func taken(_ field: String) -> Fault {
    .conflict("Another user has that \(field) already.", field: field)
  }
}
