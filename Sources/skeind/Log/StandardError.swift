import Logging
import Service
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard error, for messages to the person who started the daemon and for its log. Lines are
/// queued, so that writing never blocks the daemon.
enum StandardError {
  private static let isJournal = getenv("JOURNAL_STREAM") != nil
  private static let own = Mutex<OwnLog?>(nil)
  private static let queue = LogQueue(
    notice: { count in
      head(.warning) + "\(count) lines were dropped: the log could not be written fast enough"
    },
    write: { bytes in
      own.withLock { $0?.makeRoom(for: bytes.count) }
      return write(bytes)
    })

  /// `path` is the log file of a daemon that skein(1) started; the daemon rotates that file itself.
  static func keep(at path: String?) {
    own.withLock { $0 = OwnLog(path) }
  }

  /// The path of the file that standard error is; `nil` for a terminal, a pipe or the journal.
  static var path: String? {
    var found = stat()
    guard fstat(STDERR_FILENO, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    #if canImport(Glibc)
      guard readlink("/proc/self/fd/2", &bytes, bytes.count - 1) > 0 else { return nil }
    #else
      guard fcntl(STDERR_FILENO, F_GETPATH, &bytes) == 0 else { return nil }
    #endif
    let path = String(
      decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.first == "/" ? path : nil
  }

  /// Queues a line; never waits. The daemon goes on if the log cannot be written.
  static func print(_ line: String) {
    queue.put(line)
  }

  /// Writes a line at once, and waits if its reader has stopped: for a process that can't start a
  /// thread.
  static func printNow(_ line: String) {
    _ = write(Array("\(line)\n".utf8))
  }

  /// Queues the last line of a process that exits.
  static func printLast(_ line: String) {
    queue.putLast(line)
  }

  /// Waits a limited time until the queued lines are written, because the process is about to end.
  static func drain() {
    queue.drain()
  }

  /// The beginning of a line of the log: its time and level, or, under the journal, which adds the
  /// time itself, the priority as in sd-daemon(3).
  static func head(_ level: Logger.Level) -> String {
    isJournal ? "<\(level.priority)>" : "\(Daemon.timeNow) \(level) "
  }

  /// Runs on the queue's thread, where it may wait for a reader that has stopped.
  private static func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite($0) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Another process that shares this terminal or pipe has made it non-blocking.
        var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}

private func systemWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Glibc)
    Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
  #else
    Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
  #endif
}
