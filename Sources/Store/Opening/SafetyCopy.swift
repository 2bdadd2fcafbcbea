import GRDB

/// What a migration changes is kept as it was, in `<path>.pre-v<N>`.
struct SafetyCopy {
  let path: String
  /// The version that the file is about to get.
  let version: Int

  /// Appears at its place only when it is whole: copied, on the disk, and checked.
  func make(_ db: Database) throws {
    let place = "\(path).pre-v\(version)"
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
