import NIOCore
import Wire

extension Exchange {
  /// What is owed and what waits to be sent, under one lock.
  struct State: ~Copyable {
    var ledger = Ledger()
    var outbox: Outbox
    var wake: (@Sendable () -> Void)?
    /// The loop will look again anyway.
    var isAwake = false
    var isClosing = false
    /// Unread output reached its bound and has not fallen below half of it since.
    var isChoked = false
    /// Who waits until less than so many bytes are unread.
    var waiting: [(bytes: Int, body: @Sendable () -> Void)] = []
    /// The client is gone.
    var isGone = false
    /// Nothing once the client is gone.
    var writer: DirectWriter?
    /// The loop has bytes of the outbox that it has not written: nothing may overtake them.
    var isLent = false
    /// What the loop has received and not begun.
    var received = 0
    /// What the budget was told of.
    var counted = 0

    init(outbox: Outbox) {
      self.outbox = outbox
    }

    /// How much more or less is held since the budget was told.
    mutating func recount() -> Int {
      let held = received + ledger.bytes + outbox.waiting
      defer { counted = held }
      return held - counted
    }

    /// Writes what waits from the calling thread; false when the loop has to do the rest.
    mutating func writeNow() -> Bool {
      guard !isLent, writer != nil else { return false }
      let isEmpty = outbox.drain { bytes in writer?.write(bytes) ?? 0 }
      return isEmpty
    }

    /// Those who waited for no more than what waits now; everybody once the client is gone.
    mutating func whoHasRoom() -> [@Sendable () -> Void] {
      guard !waiting.isEmpty else { return [] }
      let unread = isGone ? -1 : outbox.waiting
      defer { waiting.removeAll { unread < $0.bytes } }
      return waiting.filter { unread < $0.bytes }.map(\.body)
    }

    /// Sends an answer, or keeps it for that of its batch.
    mutating func deliver(_ answer: [UInt8]?, in slot: Slot?, for id: RequestID?) {
      let message = if let slot { ledger.fill(slot, with: answer, for: id) } else { answer }
      if let message { outbox.append(message, as: .answer) }
    }
  }

  /// What the loop asks before it does the next thing.
  struct Standing {
    /// Too much is in flight or unread: nothing more is begun and nothing more is read.
    var isBlocked: Bool
    /// No call is unanswered.
    var isIdle: Bool
    /// Bytes not taken by the socket.
    var unread: Int
    /// More is unread than may wait for ever.
    var mayStall: Bool
    /// `close()` was called.
    var isClosing: Bool
    var isOverflowing: Bool
  }
}
