import NIOCore

/// Splits bytes at line feeds. One CR before the LF is dropped, and lines of white space are
/// ignored.
struct LineFraming: Sendable {
  /// The most bytes in a line, without its ending.
  let limit: Int

  /// How many bytes of the buffer are known to contain no LF.
  private var scanned = 0
  /// Whether the current bytes belong to a line that was too long and has been answered.
  private var isDropping = false

  init(limit: Int) {
    self.limit = limit
  }

  /// Removes the next complete line from the buffer; `nil` if more bytes are needed.
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

  /// Drops the line that has begun, and the rest of it as it arrives.
  mutating func skip(_ bytes: inout ByteBuffer) {
    bytes = ByteBuffer()
    scanned = 0
    isDropping = true
  }

  /// Handles the end of input: the last line may have no LF.
  mutating func last(in bytes: inout ByteBuffer) -> Frame? {
    defer { bytes = ByteBuffer() }
    return isDropping ? nil : frame(of: bytes, length: bytes.readableBytes)
  }

  /// Whether the unfinished line is too long whatever follows; one byte over the limit may be the
  /// CR.
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
