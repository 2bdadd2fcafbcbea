import Logging
import Service
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines for whoever started the daemon, or for its log: said at once, written when it can be.
enum StandardError {
  private static let isJournal = getenv("JOURNAL_STREAM") != nil
  private static let own = Mutex<OwnLog?>(nil)
  private static let queue = LogQueue(
    notice: { count in
      head(.warning) + "\(count) lines were dropped: the log is not read as fast as it is written"
    },
    write: { bytes in
      own.withLock { $0?.makeRoom(for: bytes.count) }
      return write(bytes)
    })

  /// `path` is where the log of a daemon is that skein(1) started: rotated by us if it is ours.
  static func keep(at path: String?) {
    own.withLock { $0 = OwnLog(path) }
  }

  /// The file that it is; `nil` for a terminal, a pipe, the journal.
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

  /// Never waits. A log that cannot be written is no reason to stop.
  static func print(_ line: String) {
    queue.put(line)
  }

  /// Writes at once, and waits for a reader who stands still: for a process that can't have a thread
  /// to write.
  static func printNow(_ line: String) {
    _ = write(Array("\(line)\n".utf8))
  }

  /// The last words of a process that leaves.
  static func printLast(_ line: String) {
    queue.putLast(line)
  }

  /// Waits for what was said to be written, for a bounded time: the process is about to end.
  static func drain() {
    queue.drain()
  }

  /// What a line of the log begins with: its time and level; under the journal, which has the time
  /// itself, the priority that sd-daemon(3) describes.
  static func head(_ level: Logger.Level) -> String {
    isJournal ? "<\(level.priority)>" : "\(Daemon.timeNow) \(level) "
  }

  /// On the queue's thread: here a reader who stands still is waited for.
  private static func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite($0) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Whoever else has this terminal or pipe has made it non-blocking.
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
