#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines for whoever started the daemon, or for its log.
enum StandardError {
  /// One write a line, so that lines of two threads do not mix. A log that cannot be written is no
  /// reason to stop.
  static func print(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
