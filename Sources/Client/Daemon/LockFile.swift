import Identity

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file that a daemon writes beside its database or its socket: its process, where it listens,
/// and beside the socket also its database and its phase.
///
/// Cron, ssh and a login shell may compute different socket paths for one database; this file says
/// which one is in use. It does not say whether the daemon lives: only an answer does, or the
/// kernel's list of locks.
package struct LockFile: Equatable {
  private static let limitBytes = 16 << 10
  private static let kernelListLimitBytes = 4 << 20

  package let pid: Int32
  package let socketPath: String
  let report: InstanceLock.Report?
  /// The path that it was read from; empty for one that was not read from a file.
  private let path: String

  /// `nil` when there is no file, or its content is something else.
  init?(at path: String) {
    guard let bytes = SmallFile.read(path, limit: Self.limitBytes) else { return nil }
    self.init(text: String(decoding: bytes, as: UTF8.self), path: path)
  }

  init?(text: String, path: String = "") {
    guard let holder = InstanceLock.Holder(text: text) else { return nil }
    (pid, socketPath, report) = (holder.pid, holder.socketPath, holder.report)
    self.path = path
  }

  /// Reads the lock file beside the socket at `path`.
  init?(besideSocket path: String) {
    self.init(at: path + ".lock")
  }

  /// Whether the process that it names holds the lock now: the number alone may belong to another
  /// process by now.
  var isHeld: Bool {
    var file = stat()
    guard stat(path, &file) == 0 else { return false }
    #if canImport(Darwin)
      return Self.isLocked(path) && kill(pid, 0) == 0
    #else
      // proc_locks(5): `1: FLOCK ADVISORY WRITE PID MAJOR:MINOR:INODE 0 EOF`.
      guard let list = SmallFile.read("/proc/locks", limit: Self.kernelListLimitBytes) else {
        return Self.isLocked(path) && kill(pid, 0) == 0
      }
      return list.split(separator: UInt8(ascii: "\n")).contains { line in
        let words = line.split(separator: UInt8(ascii: " "))
          .map { String(decoding: $0, as: UTF8.self) }
        return words.count > 5 && words[1] == "FLOCK" && words[4] == "\(pid)"
          && words[5].hasSuffix(":\(file.st_ino)")
      }
    #endif
  }

  /// Tries to take the lock, and frees it at once.
  private static func isLocked(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
