import GRDB
package import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Upkeep {
  /// Pages given back in one write: about a millisecond each hundred.
  private static let pagesAtOnce = 512

  /// No statistics are gathered: every query names its order by an index, and a planner that has
  /// read statistics may think again.
  package func optimize() throws -> DatabaseOptimize.Result {
    let before = store.bytesOnDisk
    var free = Int.max
    while true {
      let left = try write { db in
        try db.run("PRAGMA incremental_vacuum(\(Self.pagesAtOnce))")
        return try db.first("PRAGMA freelist_count") { $0.int() } ?? 0
      }
      // Others delete meanwhile: what does not get less is theirs.
      guard left > 0, left < free else { break }
      free = left
    }
    store.checkpoints.emptyNow()
    return DatabaseOptimize.Result(bytesBefore: before, bytesAfter: store.bytesOnDisk)
  }
}

extension Store {
  /// The database with its log.
  fileprivate var bytesOnDisk: Int { bytes(ofFileBeside: "") + bytes(ofFileBeside: "-wal") }

  /// 0 for a file that is not there.
  func bytes(ofFileBeside ending: String) -> Int {
    var status = stat()
    return stat(path + ending, &status) == 0 ? Int(status.st_size) : 0
  }
}
