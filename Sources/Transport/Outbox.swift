import NIOCore

/// The messages that wait for a client to read them, framed, in the order they were sent.
struct Outbox {
  /// The most that goes to the socket at once: what a slow client takes shows in steps of it.
  static let sliceBytes = 256 << 10

  var style = FramingStyle.lines

  /// Bytes not taken by the client's socket yet, those lent to `take` included.
  var waiting: Int { appended - taken }

  /// More waited than is allowed: everything was dropped and the client has to go.
  private(set) var isOverflowing = false

  private let bound: Int
  /// Being sent slice by slice.
  private var head = ByteBuffer()
  private var chunks = CircularBuffer<ByteBuffer>()
  /// Being filled: apart from the others, so that it is written to in place.
  private var tail = ByteBuffer()
  private var appended = 0
  /// Bytes that the client's socket took so far.
  private(set) var taken = 0
  /// Where the one message larger than the bound stands, counted from the first byte ever sent.
  private var oversized = 0..<0
  private var isSealed = false

  init(bound: Int) {
    self.bound = bound
  }

  /// The client is given up when a message comes while more than the bound waits already. One answer
  /// larger than the bound is sent as long as the client takes it, so it is not counted; and what
  /// comes next is still taken, because a turn's last notification has its answer behind it.
  mutating func append(_ message: [UInt8]) {
    guard !isSealed else { return }
    let header = style == .headers ? Array("Content-Length: \(message.count)\r\n\r\n".utf8) : []
    let size = header.count + message.count + (style == .lines ? 1 : 0)
    let large = oversized.clamped(to: min(taken, oversized.upperBound)..<oversized.upperBound)
    if size > bound, large.isEmpty {
      oversized = appended..<(appended + size)
    } else if waiting - large.count > bound {
      isOverflowing = true
      seal()
      return
    }
    appended += size
    put(header, message, size: size)
  }

  /// Nothing more goes in; what waits still goes out.
  mutating func close() {
    isSealed = true
  }

  /// Nothing more goes in or out.
  mutating func seal() {
    isSealed = true
    chunks.removeAll()
    (head, tail) = (ByteBuffer(), ByteBuffer())
    taken = appended
  }

  /// The next bytes for the socket; they wait until `took` is told of them.
  mutating func take() -> ByteBuffer? {
    if head.readableBytes == 0 {
      guard let next = chunks.popFirst() ?? takeTail() else { return nil }
      head = next
    }
    if head.readableBytes > Self.sliceBytes { return head.readSlice(length: Self.sliceBytes) }
    defer { head = ByteBuffer() }
    return head
  }

  /// Writes until nothing waits (true) or the socket takes no more. Not while `take` has lent bytes.
  mutating func drain(_ write: (UnsafeRawBufferPointer) -> Int) -> Bool {
    while true {
      if head.readableBytes == 0 {
        guard let next = chunks.popFirst() ?? takeTail() else { return true }
        head = next
      }
      let count = head.withUnsafeReadableBytes(write)
      guard count > 0 else { return false }
      head.moveReaderIndex(forwardBy: count)
      took(count)
      if head.readableBytes == 0 { head = ByteBuffer() }
    }
  }

  mutating func took(_ count: Int) {
    taken = min(taken + count, appended)
  }

  private mutating func takeTail() -> ByteBuffer? {
    guard tail.readableBytes > 0 else { return nil }
    defer { tail = ByteBuffer() }
    return tail
  }

  private mutating func put(_ header: [UInt8], _ message: [UInt8], size: Int) {
    if tail.readableBytes + size > Self.sliceBytes, let full = takeTail() { chunks.append(full) }
    if tail.readableBytes == 0 { tail.reserveCapacity(size) }
    switch style {
    case .lines:
      tail.writeBytes(message)
      tail.writeInteger(UInt8(ascii: "\n"))
    case .headers:
      tail.writeBytes(header)
      tail.writeBytes(message)
    }
  }
}
