import NIOCore

/// The framed messages that wait for a client to read them, in the order they were sent.
struct Outbox {
  /// The kind of a message, which decides what happens if the client does not read.
  enum Kind {
    /// An answer, which waits as long as the client reads anything.
    case answer
    /// A notification: a client that leaves too many of them unread is disconnected.
    case notification
  }

  /// The most bytes that are written to the socket at once; the progress of a slow client shows in
  /// steps of this size.
  static let sliceBytes = 256 << 10

  var style = FramingStyle.lines

  /// Bytes that the client's socket has not taken yet, including those that `take` has lent.
  var waiting: Int { appended - taken }

  /// Whether too many notifications waited: everything was dropped, and the client is disconnected.
  private(set) var isOverflowing = false

  /// A piece of the waiting output.
  private enum Piece {
    /// Several small messages.
    case packed(ByteBuffer)
    /// The rest of a large message, whose bytes are shared with other clients that are sent it.
    case whole(ArraySlice<UInt8>)
  }

  private let bound: Int
  private var pieces = CircularBuffer<Piece>()
  /// The piece that is being filled, kept apart so that it is written to in place.
  private var tail = ByteBuffer()
  private var appended = 0
  /// How many bytes the client's socket has taken so far.
  private(set) var taken = 0
  /// The ranges of the waiting answers, counted from the first byte that was ever sent.
  private var answers = CircularBuffer<Range<Int>>()
  /// The last range, which grows until a notification is added.
  private var newestAnswers = 0..<0
  /// The range of the one notification that is larger than the bound.
  private var oversized = 0..<0
  private var isSealed = false

  init(bound: Int) {
    self.bound = bound
  }

  /// Adds a message. If it is a notification and more bytes of notifications than the bound are
  /// waiting, the client is disconnected. One notification that is itself larger than the bound is
  /// not counted; it is sent as long as the client reads.
  mutating func append(_ message: [UInt8], as kind: Kind) {
    guard !isSealed else { return }
    let header = style == .headers ? Array("Content-Length: \(message.count)\r\n\r\n".utf8) : []
    let size = header.count + message.count + (style == .lines ? 1 : 0)
    switch kind {
    case .answer: noteAnswer(size)
    case .notification:
      let large = rest(of: oversized)
      if size > bound, large == 0 {
        oversized = appended..<(appended + size)
      } else if waiting > bound, waiting - large - waitingAnswers > bound {
        isOverflowing = true
        seal()
        return
      }
    }
    appended += size
    put(header, message, size: size)
  }

  /// Accepts no more messages; waiting ones are still sent.
  mutating func close() {
    isSealed = true
  }

  /// Accepts no more messages, and drops the waiting ones.
  mutating func seal() {
    isSealed = true
    pieces = CircularBuffer()
    tail = ByteBuffer()
    answers = CircularBuffer()
    taken = appended
  }

  /// The next bytes for the socket; they count as waiting until `took` is called.
  mutating func take() -> ByteBuffer? {
    switch nextPiece() {
    case nil: return nil
    case .packed(var bytes):
      guard bytes.readableBytes > Self.sliceBytes,
        let slice = bytes.readSlice(length: Self.sliceBytes)
      else { return bytes }
      pieces.prepend(.packed(bytes))
      return slice
    case .whole(let bytes):
      if bytes.count > Self.sliceBytes {
        pieces.prepend(.whole(bytes.dropFirst(Self.sliceBytes)))
      }
      return ByteBuffer(bytes: bytes.prefix(Self.sliceBytes))
    }
  }

  /// Writes until nothing waits (true) or the socket takes no more (false). It must not be called
  /// while `take` has lent bytes.
  mutating func drain(_ write: (UnsafeRawBufferPointer) -> Int) -> Bool {
    while let piece = nextPiece() {
      switch piece {
      case .packed(var bytes):
        let count = bytes.withUnsafeReadableBytes(write)
        bytes.moveReaderIndex(forwardBy: count)
        took(count)
        if bytes.readableBytes > 0 { pieces.prepend(.packed(bytes)) }
        if count == 0 { return false }
      case .whole(let bytes):
        let count = bytes.withUnsafeBytes(write)
        took(count)
        if count < bytes.count { pieces.prepend(.whole(bytes.dropFirst(count))) }
        if count == 0 { return false }
      }
    }
    return true
  }

  mutating func took(_ count: Int) {
    taken = min(taken + count, appended)
  }

  private mutating func nextPiece() -> Piece? {
    pieces.popFirst() ?? takeTail().map { .packed($0) }
  }

  private mutating func takeTail() -> ByteBuffer? {
    guard tail.readableBytes > 0 else { return nil }
    defer { tail = ByteBuffer() }
    return tail
  }

  private mutating func put(_ header: [UInt8], _ message: [UInt8], size: Int) {
    if message.count > Self.sliceBytes {
      tail.writeBytes(header)
      if let full = takeTail() { pieces.append(.packed(full)) }
      pieces.append(.whole(message[...]))
    } else {
      if tail.readableBytes + size > Self.sliceBytes, let full = takeTail() {
        pieces.append(.packed(full))
      }
      if tail.readableBytes == 0 { tail.reserveCapacity(size) }
      tail.writeBytes(header)
      tail.writeBytes(message)
    }
    if style == .lines { tail.writeInteger(UInt8(ascii: "\n")) }
  }
}

/// The size of the waiting answers, which is computed only when much output waits.
extension Outbox {
  private mutating func noteAnswer(_ size: Int) {
    if newestAnswers.upperBound == appended {
      newestAnswers = newestAnswers.lowerBound..<(appended + size)
      return
    }
    while let first = answers.first, first.upperBound <= taken { answers.removeFirst() }
    if newestAnswers.upperBound > taken { answers.append(newestAnswers) }
    newestAnswers = appended..<(appended + size)
  }

  private var waitingAnswers: Int {
    answers.reduce(rest(of: newestAnswers)) { $0 + rest(of: $1) }
  }

  /// How many bytes of a range the client's socket has not taken.
  private func rest(of stretch: Range<Int>) -> Int {
    max(0, stretch.upperBound - max(stretch.lowerBound, taken))
  }
}
