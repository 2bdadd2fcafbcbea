#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// errno in words.
func reason() -> String { String(cString: strerror(errno)) }

/// Waits until a file's bytes, or a directory's names, are on the disk.
func synchronize(_ path: String) throws(OpenFailure) {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw .machine("\(path) can't be opened: \(reason()).") }
  defer { close(file) }
  guard fsync(file) == 0 else { throw .machine("\(path) can't be synchronized: \(reason()).") }
}

/// Moves a finished file to its path, and waits until that is on the disk.
func replace(_ path: String, by new: String) throws(OpenFailure) {
  guard rename(new, path) == 0 else {
    throw .unwritable(path: path, reason: reason())
  }
  let slash = path.lastIndex(of: "/") ?? path.startIndex
  try synchronize(slash == path.startIndex ? "/" : String(path[..<slash]))
}

/// Creates an empty file of mode 0600; SQLite gives the files beside it the same mode.
func makePrivateFile(_ path: String) throws(OpenFailure) {
  let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard file >= 0 else { throw .unwritable(path: path, reason: reason()) }
  close(file)
}

/// Removes a file that a daemon left when it died while making it, and SQLite's files beside it.
func removeLeftovers(of path: String) throws(OpenFailure) {
  for name in [path, path + "-journal", path + "-wal", path + "-shm"] {
    guard unlink(name) == 0 || errno == ENOENT else {
      throw .unwritable(path: name, reason: reason())
    }
  }
}

/// The first bytes of a file that is no link; `nil` where there is none, or nothing in it.
func beginning(of path: String, bytes limit: Int) -> [UInt8]? {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: limit)
  let count = pread(file, &bytes, limit, 0)
  return count > 0 ? Array(bytes.prefix(count)) : nil
}
