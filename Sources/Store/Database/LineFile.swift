import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes lines into a file, many at a time.
final class LineFile {
  private static let bufferBytes = 1 << 20

  private let path: String
  private let file: Int32
  private var buffer: [UInt8] = []

  /// The file must exist.
  init(appendingTo path: String) throws(Fault) {
    file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    self.path = path
    guard file >= 0 else { throw .storage("\(path) can't be opened: \(reason()).") }
  }

  func append(_ line: [UInt8]) throws(Fault) {
    buffer += line
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  func close() throws(Fault) {
    try flush()
  }

  private func flush() throws(Fault) {
    var rest = buffer[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .storage("\(path) can't be written: \(reason()).") }
      rest = rest.dropFirst(written)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  deinit {
    if file >= 0 { closeFile(file) }
  }
}

/// close(2) under a name that the type's own method does not hide. Errors that it could report,
/// fsync(2) has reported before.
private func closeFile(_ file: Int32) {
  close(file)
}
