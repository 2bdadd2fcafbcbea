#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Locks as a file system may lack them: NFS without its lock daemon, some of FUSE's.
package enum FileLocks {
  /// Whether `code`, of flock(2) or fcntl(2), means that there are none.
  static func areMissing(_ code: Int32) -> Bool {
    code == ENOLCK || code == ENOSYS || code == EOPNOTSUPP || code == ENOTSUP
  }

  /// Whether the file at `path` can't be locked by record (fcntl(2)), as SQLite does, which takes
  /// that for a lock of somebody else's. Nothing is locked to find out; but record locks that this
  /// process has on this very file are dropped.
  package static func areMissing(at path: String) -> Bool {
    let file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    return fcntl(file, F_GETLK, &lock) != 0 && areMissing(errno)
  }
}
