import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The daemon's log, for the commands that start the daemon and those that read the log.
package struct LogFile {
  package let path: String
  private let directory: String?

  /// `nil` when neither XDG_STATE_HOME nor HOME says where it is.
  package init?(_ environment: Environment) {
    let places = environment.places
    guard let log = places.log, let state = places.state else { return nil }
    path = log
    directory = state
  }

  /// The log that a running daemon reports.
  package init(at path: String) {
    self.path = path
    directory = nil
  }

  /// Opens it for appending, readable by its owner alone. A file that has grown too long is renamed
  /// first, as the daemon itself does while it runs.
  func openToAppend() throws(ClientError) -> Int32 {
    if let directory { try SmallFile.makeDirectory(directory) }
    if size > Places.logLimitBytes { rename(path, path + Places.oldLogSuffix) }
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SmallFile.failure(path) }
    return file
  }

  /// The size in bytes; 0 when there is none.
  package var size: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// At most `limit` bytes from `offset` on; `nil` when it cannot be read.
  package func read(from offset: Int, limit: Int = 1 << 20) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0, lseek(file, off_t(offset), SEEK_SET) >= 0 else {
      if file >= 0 { close(file) }
      return nil
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let count = bytes.withUnsafeMutableBytes {
        LibC.read(file, UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  /// The last lines after `offset`, and the offset where they end.
  package func lastLines(_ count: Int, after offset: Int = 0) -> (text: String, end: Int)? {
    let limit = 1 << 20
    let start = max(offset, size - limit)
    guard let bytes = read(from: start, limit: limit) else { return nil }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let text = lines.suffix(count).map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    return (text, start + bytes.count)
  }
}
