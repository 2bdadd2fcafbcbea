import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that an operator asked for: created beside its final path, for its owner alone, and moved
/// there only when it is whole and on the disk. It never replaces an existing file.
struct NewFile: ~Copyable {
  let path: String
  let draft: String
  private var isDone = false

  /// `invalidParams` naming `path` when no file can be created there, or when SQLite or the daemon
  /// would take a file of that name for a part of the database.
  init(at path: FilePath, besideDatabase database: String) throws(Fault) {
    self.path = path.text
    draft = path.text + ".new"
    guard !Self.isPart(path.text, ofDatabase: database) else {
      throw Self.refusal("another path: \(path) has a name that belongs to the database")
    }
    var status = stat()
    guard lstat(path.text, &status) != 0 else {
      throw Self.refusal("a path where nothing is yet; \(path) is there")
    }
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      switch errno {
      case EEXIST:
        throw Self.refusal(
          "another path, or that \(draft) is removed first: perhaps a copy that was cut short")
      case ENOSPC, EDQUOT: throw .storage("\(draft) can't be made: \(reason()).")
      default: throw Self.refusal("a path that can be written; \(path): \(reason())")
      }
    }
    close(file)
  }

  /// Waits for the disk, then gives the file its name. Returns its size in bytes.
  mutating func publish() throws -> Int {
    do throws(OpenFailure) {
      try synchronize(draft)
    } catch {
      throw Fault.storage(error.message)
    }
    var status = stat()
    guard stat(draft, &status) == 0 else { throw Fault.storage("\(draft): \(reason()).") }
    try giveName()
    isDone = true
    return Int(status.st_size)
  }

  /// link(2) fails where a file exists by now; where there are no hard links, a check has to do.
  private borrowing func giveName() throws(Fault) {
    if link(draft, path) == 0 {
      unlink(draft)
    } else {
      guard errno != EEXIST else {
        throw Self.refusal("a path where nothing is yet; \(path) is there by now")
      }
      guard access(path, F_OK) != 0, rename(draft, path) == 0 else {
        throw .storage("\(path) can't be made: \(reason()).")
      }
    }
    do throws(OpenFailure) {
      try synchronize(directory)
    } catch {
      throw .storage(error.message)
    }
  }

  private var directory: String { Self.directory(of: path) }

  private static func directory(of path: String) -> String {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// SQLite plays a journal beside a database back into it, and copies from before migrations are
  /// removed by an erasure. Names are compared in the directory after links are resolved.
  private static func isPart(_ path: String, ofDatabase database: String) -> Bool {
    let directory = directory(of: path)
    guard let resolved = realpath(directory, nil) else { return false }
    defer { free(resolved) }
    let name = path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]
    let place = String(cString: resolved)
    let whole = (place == "/" ? "" : place) + "/" + name
    guard whole.hasPrefix(database) else { return false }
    let ending = whole.dropFirst(database.count)
    return ["-journal", "-wal", "-shm", ".lock", ".key"].contains(ending)
      || ending == CleanEnd.suffix || ending.hasPrefix(SafetyCopy.mark)
  }

  private static func refusal(_ expected: String) -> Fault {
    .invalidParams(path: "path", expected: expected)
  }

  deinit {
    if !isDone {
      for name in [draft, draft + "-journal"] { unlink(name) }
    }
  }
}
