#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A database by its path, as who looks for its daemon knows it.
package struct DatabaseFile: Sendable, Equatable, CustomStringConvertible {
  /// With the links resolved that are there: the daemon's lock stands beside this one.
  package let path: String

  init(_ path: String) {
    self.path = Self.resolved(path)
  }

  package var description: String { path }

  /// The lock beside it, as its last daemon has left it.
  var lock: LockFile? { LockFile(at: path + ".lock") }

  /// Whether `other` is a name of the same file, whichever way leads there.
  func isSame(as other: String) -> Bool {
    if path == other { return true }
    var (mine, theirs) = (stat(), stat())
    guard stat(path, &mine) == 0, stat(other, &theirs) == 0 else {
      // One that is not there yet is told from another by where it will be.
      return path == Self.resolved(other)
    }
    return mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino
  }

  /// Sixteen digits that tell its path from others' (FNV-1a), for names of files of its own.
  var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// As the daemon does: the links that are there, and what is missing after them as it was typed.
  private static func resolved(_ path: String) -> String {
    if let real = SmallFile.realPath(path) { return real }
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return path }
    return resolved(String(path[..<slash])) + path[slash...]
  }
}
