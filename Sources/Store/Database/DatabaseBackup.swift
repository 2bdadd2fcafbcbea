import GRDB
package import Wire

extension Upkeep {
  /// Makes a whole copy as of one moment, at a path where no file exists.
  package func backUp(to path: FilePath) throws -> DatabaseBackup.Result {
    var file = try NewFile(at: path, besideDatabase: store.path)
    let draft = file.draft
    try store.translated {
      do {
        // A separate connection would open whatever file is at the path now.
        try store.files.checkTouched()
        let source = try DatabaseQueue(path: store.path, configuration: .skein())
        // An empty file is accepted as the target (sqlite.org/lang_vacuum.html, section 3).
        try source.inDatabase { db in _ = try db.run("VACUUM INTO ?1", .text(draft)) }
        try source.close()
        try renewID(draft)
        try Probe.checkWhole(draft)
      } catch let failure as OpenFailure {
        throw Fault.storage(failure.message)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
        // The error is about the copy's disk: the source is only read.
        throw Fault(error, path: draft) ?? error
      }
    }
    return DatabaseBackup.Result(path: path.text, bytes: try file.publish())
  }

  /// Gives the copy a new id. A daemon that is started on the copy has another history, which
  /// clients recognise by this id.
  private func renewID(_ path: String) throws {
    let copy = try DatabaseQueue(path: path, configuration: .skein())
    try copy.inDatabase { db in
      _ = try db.run(
        """
        UPDATE database
        SET uuid = ?1
        """, .id(store.configuration.ids.next(Upkeep.self)))
    }
    try copy.close()
  }
}
