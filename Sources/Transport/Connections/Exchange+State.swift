import NIOCore
import Wire

extension Exchange {
  /// The unanswered calls and the unsent output, under one lock.
  struct State: ~Copyable {
    var ledger = Ledger()
    var outbox: Outbox
    var wake: (@Sendable () -> Void)?
    /// Whether the loop will look again without being woken.
    var isAwake = false
    var isClosing = false
    /// Whether unread output has reached its limit and has not fallen below half of it since.
    var isChoked = false
    /// Closures to run as soon as fewer than `bytes` bytes are unread.
    var waiting: [(bytes: Int, body: @Sendable () -> Void)] = []
    /// Whether the client is gone.
    var isGone = false
    /// `nil` once the client is gone.
    var writer: DirectWriter?
    /// Whether the loop is writing bytes of the outbox: no other bytes may be written before them.
    var isLent = false
    /// The bytes that the loop has received and not begun.
    var received = 0
    /// The bytes that were reported to the budget.
    var counted = 0

    init(outbox: Outbox) {
      self.outbox = outbox
    }

    /// The change of the held bytes since the last report to the budget.
    mutating func recount() -> Int {
      let held = received + ledger.bytes + outbox.waiting
      defer { counted = held }
      return held - counted
    }

    /// Writes waiting output on the calling thread; false if the loop has to write the rest.
    mutating func writeNow() -> Bool {
      guard !isLent, writer != nil else { return false }
      let isEmpty = outbox.drain { bytes in writer?.write(bytes) ?? 0 }
      return isEmpty
    }

    /// Removes and returns the closures whose condition is now met; all of them once the client is
    /// gone.
    mutating func whoHasRoom() -> [@Sendable () -> Void] {
      guard !waiting.isEmpty else { return [] }
      let unread = isGone ? -1 : outbox.waiting
      defer { waiting.removeAll { unread < $0.bytes } }
      return waiting.filter { unread < $0.bytes }.map(\.body)
    }

    /// Queues an answer, or keeps it for the answer of its batch.
    mutating func deliver(_ answer: [UInt8]?, in slot: Slot?, for id: RequestID?) {
      let message = if let slot { ledger.fill(slot, with: answer, for: id) } else { answer }
      if let message { outbox.append(message, as: .answer) }
    }
  }

  /// The state of the connection, by which the loop decides what to do next.
  struct Standing {
    /// Whether too much is in flight or unread: no more calls begin and no more input is read.
    var isBlocked: Bool
    /// Whether all calls are answered.
    var isIdle: Bool
    /// Bytes that the socket has not taken.
    var unread: Int
    /// Whether more output is unread than may wait forever.
    var mayStall: Bool
    /// Whether `close()` was called.
    var isClosing: Bool
    var isOverflowing: Bool
  }
}
