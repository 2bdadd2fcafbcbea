/// The header of one frame of the write-ahead log, whose own header is valid:
/// sqlite.org/fileformat2.html, section 4.1.
struct LogFrame {
  static let pageBytes = 4096
  private static let logHeaderBytes = 32
  private static let headerBytes = 24

  private let header: [UInt8]
  private let logSalt: [UInt8]

  /// Frames are counted from 1. `nil` when the log is shorter.
  init?(_ number: Int, of log: WatchedFile) {
    let offset = Self.logHeaderBytes + (number - 1) * (Self.headerBytes + Self.pageBytes)
    guard let logHeader = log.bytes(Self.logHeaderBytes, at: 0),
      let header = log.bytes(Self.headerBytes, at: offset),
      // The frame must have its page, too.
      let state = FileState(descriptor: log.descriptor),
      state.content.bytes >= offset + Self.headerBytes + Self.pageBytes
    else { return nil }
    (self.header, logSalt) = (header, Array(logHeader[16..<24]))
  }

  /// Whether it is the last frame that the index knows. Each frame's checksum includes the one
  /// before it: the last is right only when all are.
  func ends(_ index: LogIndex) -> Bool {
    let salt = withUnsafeBytes(of: index.progress.salt) { Array($0) }
    return logSalt == salt && Array(header[8..<16]) == salt
      && Array(header[16..<24]) == index.lastChecksums
  }
}
