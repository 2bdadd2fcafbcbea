import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A copy of the database from before a migration, in `<path>.pre-v<N>`.
struct SafetyCopy {
  let path: String
  /// The schema version that the file is about to get.
  let version: Int

  static let mark = ".pre-v"

  /// Removes every such copy of a database, and unfinished ones.
  static func removeAll(of path: String) throws(OpenFailure) {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let directory = slash == path.startIndex ? "/" : String(path[..<slash])
    let beginning = path[path.index(after: slash)...] + mark
    guard let entries = opendir(directory) else {
      throw .unwritable(path: directory, reason: reason())
    }
    defer { closedir(entries) }
    var found: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name.hasPrefix(beginning) { found.append("\(directory)/\(name)") }
    }
    for copy in found {
      guard unlink(copy) == 0 || errno == ENOENT else {
        throw .unwritable(path: copy, reason: reason())
      }
    }
    if !found.isEmpty { try synchronize(directory) }
  }

  /// Makes the copy, which appears at its path only when it is complete: copied, on the disk, and
  /// checked.
  func make(_ db: Database) throws {
    let place = "\(path)\(Self.mark)\(version)"
    let new = place + ".new"
    try removeLeftovers(of: new)
    try makePrivateFile(new)
    // An empty file is accepted as the target (sqlite.org/lang_vacuum.html, section 3).
    try db.run("VACUUM INTO ?1", .text(new))
    try synchronize(new)
    try Probe.checkWhole(new)
    try replace(place, by: new)
  }
}
