import NIOCore

/// The time that one connection may use the loop before the others get theirs.
struct LoopShare {
  /// The largest share, for a connection without competitors.
  static let most = TimeAmount.milliseconds(2)
  /// The smallest share; with shorter ones, switching would take too much of the time.
  static let least = TimeAmount.microseconds(100)
  /// The time that all waiting connections divide, if each gets at least `least`.
  private static let shared = TimeAmount.milliseconds(10)
  /// The clock is read only once for so many messages, because it costs more than a small request.
  private static let uncounted = 8

  let end: NIODeadline
  private var begun = 0

  init(length: TimeAmount, from now: NIODeadline) {
    end = now + length
  }

  /// One of `count` equal shares.
  init(among count: Int, from now: NIODeadline) {
    let equal = TimeAmount.nanoseconds(Self.shared.nanoseconds / Int64(max(count, 1)))
    self.init(length: min(Self.most, max(Self.least, equal)), from: now)
  }

  /// Whether the share is used up. It is called after every message, but reads the clock only after
  /// the first few and then at intervals.
  mutating func isOver() -> Bool {
    begun += 1
    guard begun & (begun - 1) == 0 || begun.isMultiple(of: Self.uncounted) else { return false }
    return NIODeadline.now() >= end
  }
}
