import NIOCore
import Wire

/// The input of a connection that has not begun yet, entry by entry in the order of arrival.
struct Intake {
  /// The next thing to do.
  enum Step {
    case entry(Envelope.Entry, Slot?)
    /// A message to read off the loop; `put` then gets its entries.
    case large([UInt8])
    /// To be answered with id null; the connection stays open.
    case refused(Fault)
    /// To be answered with id null; nothing after it can be read.
    case broken(Fault)
  }

  private let limits: LimitSettings
  private var inbox: Inbox
  private var batch: (number: Int, entries: [Envelope.Entry], next: Int)?
  private var batches = 0
  /// The entry that was read off the loop.
  private var ready: Envelope.Entry?
  /// The size of the message whose entries are not all handed out.
  private var opened = 0

  init(limits: LimitSettings) {
    self.limits = limits
    inbox = Inbox(messageBytes: limits.messageBytes)
  }

  var style: FramingStyle? { inbox.style }

  /// The bytes that have not been handed out.
  var bytes: Int { inbox.count + opened }

  var isEmpty: Bool { inbox.isEmpty && ready == nil && batch == nil }

  mutating func append(_ received: ByteBuffer) {
    inbox.append(received)
  }

  mutating func end() {
    inbox.end()
  }

  mutating func clear() {
    inbox.clear()
    batch = nil
    ready = nil
    opened = 0
  }

  /// Refuses a partly received message for which there is no memory; its bytes are dropped.
  mutating func refuse() -> Step {
    inbox.skip()
    return .refused(.overloaded(Self.memoryIsFull, retryAfterMs: Self.retryAfterMs))
  }

  static let memoryIsFull =
    "The requests and unread output of all clients fill the memory: send the message again later."
  static let retryAfterMs = 1000

  /// `nil` when all complete messages have been handed out.
  mutating func next() -> Step? {
    if let step = nextOfBatch() { return step }
    opened = 0
    if let entry = ready.take() { return .entry(entry, nil) }
    switch inbox.next() {
    case nil: return nil
    case .tooLong:
      let limit = limits.messageBytes
      let fault = Fault.invalidRequest("A message may have at most \(limit) bytes.", limit: limit)
      return .refused(fault)
    case .broken(let why):
      return .broken(.invalidRequest(why))
    case .message(let bytes):
      opened = bytes.count
      guard bytes.count <= LargeMessages.bytes else { return .large(bytes) }
      let envelope = Envelope(bytes, batchLimit: limits.batchEntries)
      if case .one(let entry) = envelope { return .entry(entry, nil) }
      put(envelope)
      return nextOfBatch()
    }
  }

  /// Adds the entries of a message, which are handed out next.
  mutating func put(_ envelope: Envelope) {
    switch envelope {
    case .one(let entry): ready = entry
    case .batch(let entries):
      batches += 1
      batch = (batches, entries, 0)
    }
  }

  private mutating func nextOfBatch() -> Step? {
    guard let (number, entries, index) = batch else { return nil }
    batch?.next = index + 1
    if index + 1 == entries.count { batch = nil }
    return .entry(entries[index], Slot(batch: number, index: index, count: entries.count))
  }
}

/// The place of one entry's answer in the answer of its batch.
struct Slot: Equatable, Sendable {
  let batch: Int
  let index: Int
  let count: Int
}
