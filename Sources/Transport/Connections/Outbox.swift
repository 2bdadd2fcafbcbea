import NIOCore

/// The messages that wait for a client to read them, framed, in the order they were sent.
struct Outbox {
  /// What a message is, which decides what becomes of it when the client does not read.
  enum Kind {
    /// Was asked for, and waits as long as the client takes anything.
    case answer
    /// Comes unasked: a client that leaves too many of them unread is given up.
    case notification
  }

  /// The most that goes to the socket at once: what a slow client takes shows in steps of it.
  static let sliceBytes = 256 << 10

  var style = FramingStyle.lines

  /// Bytes not taken by the client's socket yet, those lent to `take` included.
  var waiting: Int { appended - taken }

  /// More notifications waited than is allowed: everything was dropped and the client has to go.
  private(set) var isOverflowing = false

  /// What waits, in pieces.
  private enum Piece {
    /// Small messages together.
    case packed(ByteBuffer)
    /// The rest of a large one, whose bytes are shared with whoever else is sent them.
    case whole(ArraySlice<UInt8>)
  }

  private let bound: Int
  private var pieces = CircularBuffer<Piece>()
  /// Being filled: apart from the others, so that it is written to in place.
  private var tail = ByteBuffer()
  private var appended = 0
  /// Bytes that the client's socket took so far.
  private(set) var taken = 0
  /// Where the answers stand that wait, counted from the first byte ever sent.
  private var answers = CircularBuffer<Range<Int>>()
  /// The last of them, which grows as long as no notification comes.
  private var newestAnswers = 0..<0
  /// Where the one notification larger than the bound stands.
  private var oversized = 0..<0
  private var isSealed = false

  init(bound: Int) {
    self.bound = bound
  }

  /// The client is given up when a notification comes while more than the bound of them waits
  /// already. One that is larger than the bound is sent as long as the client takes it, so it is not
  /// counted.
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

  /// Nothing more goes in; what waits still goes out.
  mutating func close() {
    isSealed = true
  }

  /// Nothing more goes in or out.
  mutating func seal() {
    isSealed = true
    pieces = CircularBuffer()
    tail = ByteBuffer()
    answers = CircularBuffer()
    taken = appended
  }

  /// The next bytes for the socket; they wait until `took` is told of them.
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

  /// Writes until nothing waits (true) or the socket takes no more. Not while `take` has lent bytes.
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

/// What waits of the answers, which is looked at only when much does.
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

  /// How much of a stretch the client's socket has not taken.
  private func rest(of stretch: Range<Int>) -> Int {
    max(0, stretch.upperBound - max(stretch.lowerBound, taken))
  }
}
