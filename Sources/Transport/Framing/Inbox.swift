import NIOCore

/// Splits the bytes that a connection received into messages.
struct Inbox {
  /// Set by the first byte.
  private(set) var style: FramingStyle?

  private var bytes = ByteBuffer()
  private var lines: LineFraming
  private var headers: HeaderFraming
  private var hasEnded = false

  init(messageBytes limit: Int) {
    lines = LineFraming(limit: limit)
    headers = HeaderFraming(limit: limit)
  }

  mutating func append(_ received: ByteBuffer) {
    if style == nil, let first = received.readableBytesView.first {
      style = FramingStyle(firstByte: first)
    }
    guard bytes.readableBytes > 0 else {
      // The buffer itself is kept, so that the usual message is not copied here.
      bytes = received
      return
    }
    bytes.discardReadBytes()
    bytes.writeImmutableBuffer(received)
  }

  /// The bytes that have not been handed out.
  var count: Int { bytes.readableBytes }

  /// Whether there are no bytes and no end of input to handle.
  var isEmpty: Bool { bytes.readableBytes == 0 && !hasEnded }

  /// Drops a partly received message, and the rest of it as it arrives.
  mutating func skip() {
    switch style {
    case nil: break
    case .lines: lines.skip(&bytes)
    case .headers: headers.skip(&bytes)
    }
  }

  /// No more bytes arrive; the remaining ones may still be a message.
  mutating func end() {
    hasEnded = true
  }

  /// Drops all bytes, so that no further message is run.
  mutating func clear() {
    bytes = ByteBuffer()
    hasEnded = false
  }

  mutating func next() -> Frame? {
    // NIO reuses the memory of the buffer once nothing else holds it.
    defer { if bytes.readableBytes == 0 { bytes = ByteBuffer() } }
    switch style {
    case nil: return nil
    case .lines:
      if let frame = lines.next(in: &bytes) { return frame }
      return takeEnd() ? lines.last(in: &bytes) : nil
    case .headers:
      if let frame = headers.next(in: &bytes) { return frame }
      return takeEnd() ? headers.last(in: &bytes) : nil
    }
  }

  private mutating func takeEnd() -> Bool {
    defer { hasEnded = false }
    return hasEnded
  }
}
