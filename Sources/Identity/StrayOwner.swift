#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Somebody else's file or directory inside one of this user's own: what `sudo -E` leaves behind,
/// and what then keeps the user out.
package struct StrayOwner: Sendable, Equatable {
  /// The topmost one; all below it may be theirs as well.
  package let path: String
  package let uid: UInt32

  /// Looks at everything on the way to `path`; `nil` when nothing there is a stranger's, or the way
  /// never leads through a directory of the user's own.
  package init?(onTheWayTo path: String, of user: UInt32 = geteuid()) {
    guard user != 0, path.utf8.first == UInt8(ascii: "/") else { return nil }
    var place = ""
    var isAtHome = false
    for name in path.split(separator: "/") {
      place += "/" + name
      var found = stat()
      guard lstat(place, &found) == 0 else { return nil }
      if found.st_uid == user {
        isAtHome = true
      } else if isAtHome {
        self.path = place
        uid = found.st_uid
        return
      }
    }
    return nil
  }

  /// What it is and what to do, in a sentence without its full stop.
  package var advice: String {
    let owner = uid == 0 ? "root" : "uid \(uid)"
    let quoted =
      "'"
      + path.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
    return "\(path) belongs to \(owner), as after sudo -E; it is yours again after "
      + "sudo chown -R \(geteuid()):\(getegid()) \(quoted)"
  }
}
