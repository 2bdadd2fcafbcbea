import NIOCore

/// What one client may have of the loop before the others get theirs.
struct LoopShare {
  /// The share of whoever is alone.
  static let most = TimeAmount.milliseconds(2)
  /// However many want the loop; shorter ones would go by with changing places.
  static let least = TimeAmount.microseconds(100)
  /// What all who want the loop share, while none has to have less than `least`.
  private static let shared = TimeAmount.milliseconds(10)
  /// The clock costs more than a small request can bear.
  private static let uncounted = 8

  let end: NIODeadline
  private var begun = 0

  init(length: TimeAmount, from now: NIODeadline) {
    end = now + length
  }

  /// One of so many equal shares.
  init(among count: Int, from now: NIODeadline) {
    let equal = TimeAmount.nanoseconds(Self.shared.nanoseconds / Int64(max(count, 1)))
    self.init(length: min(Self.most, max(Self.least, equal)), from: now)
  }

  /// Asked after every message; looks at the clock after the first few and then now and then.
  mutating func isOver() -> Bool {
    begun += 1
    guard begun & (begun - 1) == 0 || begun.isMultiple(of: Self.uncounted) else { return false }
    return NIODeadline.now() >= end
  }
}
