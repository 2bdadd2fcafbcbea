/// `db/backup`
package enum DatabaseBackup: Method {
  package typealias Runs = Turn
  package static let name = "db/backup"
  package static let summary = "Copy the database while it is in use. For operators."
  package static let details = """
    The copy is a consistent snapshot without any deleted data. It is checked completely, and \
    appears at its path only when all of it is on the disk. It has a new `databaseId`, so that \
    clients of a daemon that is started on it know that their saved state is outdated. It does not \
    contain the key file that account secrets are encrypted with.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .storage]

  package struct Params: Payload {
    package static let fields = [
      "path": "Where to write the copy: the absolute path of a file that does not exist yet."
    ]

    package var path: FilePath

    package init(path: FilePath) {
      self.path = path
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "path": "The path of the copy.",
      "bytes": "The size of the copy.",
      "verified":
        "Always true: if the check of the copy fails, the copy is removed and the call fails.",
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
