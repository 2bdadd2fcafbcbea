#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that SQLite has open, opened a second time to be examined.
///
/// It is closed only with its owner, when no connection is open any more: closing one descriptor
/// drops every lock that the process has on the file (sqlite.org/howtocorrupt.html, section 2.2).
final class WatchedFile: Sendable {
  let path: String
  let descriptor: Int32
  private let identity: FileState.Identity

  init(_ path: String) throws(OpenFailure) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .machine("\(path) can't be opened: \(reason()).") }
    guard let state = FileState(descriptor: descriptor) else {
      throw .machine("\(path) can't be looked at: \(reason()).")
    }
    identity = state.identity
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether its path still leads to it.
  var isInPlace: Bool { FileState(path: path)?.identity == identity }

  /// `nil` when the file has fewer bytes.
  func bytes(_ count: Int, at offset: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return pread(descriptor, &bytes, count, off_t(offset)) == count ? bytes : nil
  }
}
