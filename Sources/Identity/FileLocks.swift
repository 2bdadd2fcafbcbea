#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Detects file systems without locks, such as NFS without its lock daemon and some FUSE file
/// systems.
package enum FileLocks {
  /// Whether `code`, the errno of flock(2) or fcntl(2), means that the file system has no locks.
  static func areMissing(_ code: Int32) -> Bool {
    code == ENOLCK || code == ENOSYS || code == EOPNOTSUPP || code == ENOTSUP
  }

  /// Whether the file at `path` can't have record locks (fcntl(2)). SQLite uses these, and takes
  /// their absence for another process's lock. The test locks nothing, but it releases the record
  /// locks that this process has on the same file.
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
