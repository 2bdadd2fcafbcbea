import Service

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The log that skein(1) opens for a daemon it starts: the one log that nobody else rotates.
///
/// At its limit it is put aside, in the place of the one before, and a new one is begun.
/// Standard error that is anything else (a terminal, the journal, another file) is left alone. Used
/// by the thread that writes the log, and by no other.
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

  /// Before so many bytes are written.
  mutating func makeRoom(for count: Int) {
    if sizeBytes > Settings.logLimitBytes { sizeBytes = begin() }
    sizeBytes += count
  }

  /// A new file as standard error; the size it has. Without one, the old one is emptied: a log that
  /// is lost does less harm than a disk that is full.
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
