import NIOCore

/// Cuts bytes at line feeds. One CR before the LF is dropped, lines of white space are passed over.
struct LineFraming: Sendable {
  /// Bytes of the longest line, its ending not counted.
  let limit: Int

  /// How much of the buffer is known to hold no LF.
  private var scanned = 0
  /// Inside a line that was too long and has been answered.
  private var isDropping = false

  init(limit: Int) {
    self.limit = limit
  }

  /// The next whole line, which leaves the buffer; nil when more bytes are needed.
  mutating func next(in bytes: inout ByteBuffer) -> Frame? {
    while let length = bytes.distance(to: UInt8(ascii: "\n"), from: scanned) {
      let frame = isDropping ? nil : frame(of: bytes, length: length)
      bytes.moveReaderIndex(forwardBy: length + 1)
      scanned = 0
      isDropping = false
      if let frame { return frame }
    }
    guard isDropping || overflows(bytes) else {
      scanned = bytes.readableBytes
      return nil
    }
    defer { isDropping = true }
    bytes = ByteBuffer()
    scanned = 0
    return isDropping ? nil : .tooLong
  }

  /// Drops the line that has begun, and the rest of it as it comes.
  mutating func skip(_ bytes: inout ByteBuffer) {
    bytes = ByteBuffer()
    scanned = 0
    isDropping = true
  }

  /// What is left when no more bytes come: a last line without its LF.
  mutating func last(in bytes: inout ByteBuffer) -> Frame? {
    defer { bytes = ByteBuffer() }
    return isDropping ? nil : frame(of: bytes, length: bytes.readableBytes)
  }

  /// Whether the unfinished line is too long whatever follows; the byte over may be the CR.
  private func overflows(_ bytes: ByteBuffer) -> Bool {
    let count = bytes.readableBytes
    guard count > limit else { return false }
    return count > limit + 1 || bytes.getInteger(at: bytes.writerIndex - 1) != UInt8(ascii: "\r")
  }

  private func frame(of bytes: ByteBuffer, length: Int) -> Frame? {
    bytes.withUnsafeReadableBytes { bytes in
      var line = bytes[..<length]
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      guard line.count <= limit else { return .tooLong }
      guard !line.allSatisfy(isWhiteSpace) else { return nil }
      return .message(Array(line))
    }
  }

  private func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
