import NIOCore
import Wire

/// What a connection received and has not begun yet, entry by entry in the order of arrival.
struct Intake {
  /// One thing to do.
  enum Step {
    case entry(Envelope.Entry, Slot?)
    /// Answered with id null; the connection lives on.
    case refused(Fault)
    /// Answered with id null; nothing after it can be read.
    case broken(Fault)
  }

  private let limits: LimitSettings
  private var inbox: Inbox
  private var batch: (number: Int, entries: [Envelope.Entry], next: Int)?
  private var batches = 0

  init(limits: LimitSettings) {
    self.limits = limits
    inbox = Inbox(messageBytes: limits.messageBytes)
  }

  var style: FramingStyle? { inbox.style }

  mutating func append(_ received: ByteBuffer) {
    inbox.append(received)
  }

  mutating func end() {
    inbox.end()
  }

  mutating func clear() {
    inbox.clear()
    batch = nil
  }

  /// Nil when all that was received whole has been handed out.
  mutating func next() -> Step? {
    if let step = nextOfBatch() { return step }
    switch inbox.next() {
    case nil: return nil
    case .tooLong:
      let limit = limits.messageBytes
      let fault = Fault.invalidRequest("A message may have \(limit) bytes.", limit: limit)
      return .refused(fault)
    case .broken(let why):
      return .broken(.invalidRequest(why))
    case .message(let bytes):
      switch Envelope(bytes, batchLimit: limits.batchEntries) {
      case .one(let entry): return .entry(entry, nil)
      case .batch(let entries):
        batches += 1
        batch = (batches, entries, 0)
        return nextOfBatch()
      }
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
