import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that a client named, examined before its content is used; it is read in pieces.
final class SourceFile {
  let path: String
  let byteCount: Int
  /// Its first bytes, enough to recognise its format.
  let head: [UInt8]
  private let descriptor: Int32

  /// Refuses the files of skein's own database before opening them: closing one would drop the
  /// locks that this process has on it (sqlite.org/howtocorrupt.html, section 2.2).
  init(_ path: String, butNone ours: [String]) throws(HistoryUnreadable) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Self.unreachable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw HistoryUnreadable("a file: \(path) is not one")
    }
    for own in ours {
      var found = stat()
      guard stat(own, &found) != 0 || found.st_dev != status.st_dev || found.st_ino != status.st_ino
      else { throw HistoryUnreadable("another program's file: \(path) is skein's own") }
    }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Self.unreachable(path) }
    var head = [UInt8](repeating: 0, count: 100)
    let count = pread(file, &head, head.count, 0)
    self.path = path
    byteCount = Int(status.st_size)
    descriptor = file
    self.head = Array(head.prefix(max(0, count)))
    guard count > 0 else {
      throw HistoryUnreadable(count < 0 ? "a readable file (\(reason()))" : "a file with content")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Returns fewer bytes at the end of the file.
  func read(_ count: Int, at offset: Int) throws(HistoryUnreadable) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = bytes.withUnsafeMutableBytes { room in
        pread(
          descriptor, room.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
      }
      guard read >= 0 else { throw HistoryUnreadable("a readable file (\(reason()))") }
      guard read > 0 else { break }
      filled += read
    }
    return filled == count ? bytes : Array(bytes.prefix(filled))
  }

  /// Whether a file with this name plus an ending has content.
  func hasCompanion(_ ending: String) -> Bool {
    var status = stat()
    return stat(path + ending, &status) == 0 && status.st_size > 0
  }

  private static func unreachable(_ path: String) -> HistoryUnreadable {
    let isForbidden = errno == EACCES
    let reason = reason()
    return isForbidden
      ? HistoryUnreadable("a file that skeind may read (\(path): \(reason))")
      : HistoryUnreadable("a file that exists (\(path): \(reason))")
  }
}
