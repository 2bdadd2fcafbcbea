import NIOCore

/// The bytes a connection received, as the messages they hold.
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
      // What was read is kept as it is: the usual message is never copied here.
      bytes = received
      return
    }
    bytes.discardReadBytes()
    bytes.writeImmutableBuffer(received)
  }

  /// What is here of messages that have not been handed out.
  var count: Int { bytes.readableBytes }

  /// Whether there is nothing to hand out and nothing to say about the end of input.
  var isEmpty: Bool { bytes.readableBytes == 0 && !hasEnded }

  /// Drops what is here of a message, and the rest of it as it comes.
  mutating func skip() {
    switch style {
    case nil: break
    case .lines: lines.skip(&bytes)
    case .headers: headers.skip(&bytes)
    }
  }

  /// No more bytes come; what is left may be a message all the same.
  mutating func end() {
    hasEnded = true
  }

  /// Forgets what is left: nobody is to run it.
  mutating func clear() {
    bytes = ByteBuffer()
    hasEnded = false
  }

  mutating func next() -> Frame? {
    // NIO reads into the same memory again once nobody else holds it.
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
