import Service

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The log file that skein(1) opens for a daemon that it starts; no other program rotates it.
///
/// At its size limit it is renamed, replacing the previous one, and a new file is begun. If
/// standard error is anything else (a terminal, the journal, another file), nothing is done. Used
/// only by the thread that writes the log.
struct OwnLog {
  private let path: String
  private var sizeBytes: Int

  /// `nil` unless standard error is the file at `path`.
  init?(_ path: String?) {
    var ours = stat()
    var there = stat()
    guard let path, fstat(STDERR_FILENO, &ours) == 0, stat(path, &there) == 0,
      ours.st_dev == there.st_dev, ours.st_ino == there.st_ino, ours.st_mode & S_IFMT == S_IFREG
    else { return nil }
    self.path = path
    sizeBytes = Int(ours.st_size)
  }

  /// Call it before writing `count` bytes.
  mutating func makeRoom(for count: Int) {
    if sizeBytes > Settings.logLimitBytes { sizeBytes = begin() }
    sizeBytes += count
  }

  /// Makes a new file standard error, and returns its size. If that fails, the old file is emptied:
  /// a lost log does less harm than a full disk.
  private func begin() -> Int {
    rename(path, path + Settings.oldLogSuffix)
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      ftruncate(STDERR_FILENO, 0)
      return 0
    }
    dup2(file, STDERR_FILENO)
    close(file)
    return 0
  }
}
