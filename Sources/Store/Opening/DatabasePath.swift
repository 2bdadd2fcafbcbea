#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The way to the database.
enum DatabasePath {
  /// The path that SQLite and the lock agree on, however many symbolic links lead there; makes
  /// the directories that are missing, for their owner alone.
  static func resolve(_ path: String) throws(OpenFailure) -> String {
    if let real = realPath(path) { return real }
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard !name.isEmpty else { throw .notAFile(path: path) }
    try make(directory.isEmpty ? "/" : directory, for: path)
    guard let real = realPath(directory.isEmpty ? "/" : directory) else {
      throw .unwritable(path: path, reason: reason())
    }
    return real == "/" ? "/" + name : real + "/" + name
  }

  private static func make(_ directory: String, for path: String) throws(OpenFailure) {
    var end = directory.startIndex
    while end < directory.endIndex {
      end = directory[directory.index(after: end)...].firstIndex(of: "/") ?? directory.endIndex
      // Darwin says EISDIR of the root.
      guard
        mkdir(String(directory[..<end]), 0o700) == 0 || errno == EEXIST || errno == EISDIR
      else { throw .unwritable(path: path, reason: reason()) }
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
