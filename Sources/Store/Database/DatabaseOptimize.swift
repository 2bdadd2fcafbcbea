import GRDB
package import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Upkeep {
  /// Pages freed in one write: each hundred takes about a millisecond.
  private static let pagesAtOnce = 512

  /// It does not run ANALYZE: every query fixes its order by an index, and statistics could make
  /// the planner choose differently.
  package func optimize() throws -> DatabaseOptimize.Result {
    let before = store.bytesOnDisk
    var free = Int.max
    while true {
      let left = try write { db in
        try db.run("PRAGMA incremental_vacuum(\(Self.pagesAtOnce))")
        return try db.first("PRAGMA freelist_count") { $0.int() } ?? 0
      }
      // Other writes free pages meanwhile: if the number does not fall, the rest is theirs.
      guard left > 0, left < free else { break }
      free = left
    }
    store.checkpoints.emptyNow()
    return DatabaseOptimize.Result(bytesBefore: before, bytesAfter: store.bytesOnDisk)
  }
}

extension Store {
  /// The bytes of the database and its log.
  fileprivate var bytesOnDisk: Int { bytes(ofFileBeside: "") + bytes(ofFileBeside: "-wal") }

  /// 0 for a file that does not exist.
  func bytes(ofFileBeside ending: String) -> Int {
    var status = stat()
    return stat(path + ending, &status) == 0 ? Int(status.st_size) : 0
  }
}
