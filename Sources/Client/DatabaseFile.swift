#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A database by its path, for a client that looks for its daemon.
package struct DatabaseFile: Sendable, Equatable, CustomStringConvertible {
  /// The path with its existing links resolved: the daemon's lock is beside this file.
  package let path: String

  init(_ path: String) {
    self.path = Self.resolved(path)
  }

  package var description: String { path }

  /// The lock file beside it, as its last daemon has left it.
  var lock: LockFile? { LockFile(at: path + ".lock") }

  /// Whether `other` is a path of the same file, by whichever links.
  func isSame(as other: String) -> Bool {
    if path == other { return true }
    var (mine, theirs) = (stat(), stat())
    guard stat(path, &mine) == 0, stat(other, &theirs) == 0 else {
      // A file that does not exist yet is compared by its future path.
      return path == Self.resolved(other)
    }
    return mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino
  }

  /// Sixteen hexadecimal digits (FNV-1a of its path), for names of files that belong to this
  /// database.
  var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Resolves the path as the daemon does: existing links, then the missing rest as it was typed.
  private static func resolved(_ path: String) -> String {
    if let real = SmallFile.realPath(path) { return real }
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return path }
    return resolved(String(path[..<slash])) + path[slash...]
  }
}
