import Synchronization

/// Makes version 7 UUIDs (RFC 9562 section 5.7) that increase within the process, whatever the
/// clock does: the order of the ids is the order of creation.
package final class IDSource: Sendable {
  /// The last 48-bit millisecond and the 12-bit counter in `rand_a`, as one number.
  private let last = Mutex<UInt64>(0)
  private let now: @Sendable () -> Timestamp

  package init(now: @escaping @Sendable () -> Timestamp = { .now }) {
    self.now = now
  }

  package func next<Noun>(_: Noun.Type = Noun.self) -> ID<Noun> {
    let wanted = UInt64(max(0, now().milliseconds)) << 12
    let tick = last.withLock { last in
      last = max(wanted, last + 1)
      return last
    }
    let high = (tick >> 12) << 16 | 0x7000 | tick & 0xFFF
    let low = UInt64.random(in: 0...UInt64.max) & (UInt64.max >> 2) | 1 << 63
    return ID(high: high, low: low)
  }
}
