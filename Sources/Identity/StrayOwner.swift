#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file or directory of another user inside a directory of this user. `sudo -E` leaves such files
/// behind, which the user then cannot use.
package struct StrayOwner: Sendable, Equatable {
  /// The topmost one; everything below it may belong to the other user as well.
  package let path: String
  package let uid: UInt32

  /// Examines every directory on the way to `path`; `nil` if none belongs to another user, or if
  /// the way does not lead through a directory of this user.
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

  /// The problem and what to do about it, as a sentence without its full stop.
  package var advice: String {
    let owner = uid == 0 ? "root" : "uid \(uid)"
    let quoted =
      "'"
      + path.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
    return "\(path) belongs to \(owner), perhaps because of sudo -E; to take it back, run "
      + "sudo chown -R \(geteuid()):\(getegid()) \(quoted)"
  }
}
