#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Resolves the path of the database.
enum DatabasePath {
  /// The path that SQLite and the lock agree on, with all symbolic links resolved. Creates missing
  /// directories, for their owner alone. A link to a missing target is refused: a database created
  /// in its place would hide the one that the link was made for.
  static func resolve(_ path: String) throws(OpenFailure) -> String {
    if let real = realPath(path) {
      try refuseOtherNames(of: real)
      return real
    }
    let isMissing = errno == ENOENT
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard !name.isEmpty else { throw .notAFile(path: path) }
    if isMissing, let target = target(of: path) {
      throw .leadsNowhere(path: path, link: path, target: target)
    }
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
      let place = String(directory[..<end])
      // For the root, Darwin reports EISDIR.
      guard mkdir(place, 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
        throw .unwritable(path: path, reason: reason())
      }
      if let target = target(of: place), realPath(place) == nil, errno == ENOENT {
        throw .leadsNowhere(path: path, link: place, target: target)
      }
    }
  }

  /// Refuses a file with several hard links; a directory has many by nature and is refused
  /// elsewhere.
  private static func refuseOtherNames(of path: String) throws(OpenFailure) {
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG, found.st_nlink > 1 else {
      return
    }
    throw .manyNames(path: path, count: Int(found.st_nlink))
  }

  /// The target of the symbolic link at `path`; `nil` when it is not a link.
  private static func target(of path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
