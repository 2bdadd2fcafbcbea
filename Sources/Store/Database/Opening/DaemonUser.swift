import GRDB
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The user that the daemon itself runs for.
enum DaemonUser {
  static var uid: UInt32 { geteuid() }

  /// `login@localhost`, or `uid1000@localhost` for a uid without a name.
  static var email: String {
    guard let login = login(), !login.isEmpty, login.utf8.allSatisfy(isPlain) else {
      return numberedEmail
    }
    return login.lowercased() + "@localhost"
  }

  static var numberedEmail: String { UnixAccount.numberedEmail(uid) }

  /// Makes sure that this user exists: in a new database, in one from another machine, and after
  /// the user was erased.
  static func provide(ids: IDSource, at now: Timestamp, _ db: Database) throws {
    guard try UnixAccount.user(uid: uid, db) == nil else { return }
    try UnixAccount.provide(
      uid: uid, email: try UnixAccount.freeEmail(email, uid: uid, db), ids: ids, at: now, db)
  }

  private static func login() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16 << 10)
    guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0,
      let name = found?.pointee.pw_name
    else { return nil }
    return String(cString: name)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "@")
  }
}
