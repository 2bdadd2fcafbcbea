/// `db/backup`
package enum DatabaseBackup: Method {
  package typealias Runs = Turn
  package static let name = "db/backup"
  package static let summary = "Copy the database while it is in use. For operators."
  package static let details = """
    The copy is of one moment, holds nothing that was deleted, is checked whole, and appears at \
    its place only when it is on the disk. It has another `databaseId`, so that clients of a \
    daemon that is started on it begin afresh. The key file that account secrets are sealed with \
    is not in it.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .storage]

  package struct Params: Payload {
    package static let fields = [
      "path": "Where to put the copy: an absolute path where nothing is yet."
    ]

    package var path: FilePath

    package init(path: FilePath) {
      self.path = path
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "path": "Where the copy is.",
      "bytes": "Its size.",
      "verified": "True: a copy that is not whole is removed, and the call fails.",
    ]

    package let path: String
    package let bytes: Int
    package let verified: Bool

    package init(path: String, bytes: Int) {
      self.path = path
      self.bytes = bytes
      verified = true
    }
  }

  package static let example = Example<DatabaseBackup>(
    Params(path: FilePath(trusted: "/home/ada/backups/skein-2026-11-21.db")),
    Result(path: "/home/ada/backups/skein-2026-11-21.db", bytes: 131_072))
}
