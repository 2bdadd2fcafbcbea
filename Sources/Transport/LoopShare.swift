import NIOCore

/// What one client may have of the loop before the others get theirs.
struct LoopShare {
  /// Until the loop has looked at its sockets: in the future when it counts its tasks, or it would
  /// run them first.
  static let pause = TimeAmount.microseconds(20)

  private static let length = TimeAmount.milliseconds(2)
  /// The clock costs more than a small request can bear.
  private static let uncounted = 8

  private var begun = 0
  private var end: NIODeadline?

  /// Asked after every message.
  mutating func isOver() -> Bool {
    begun += 1
    guard begun.isMultiple(of: Self.uncounted) else { return false }
    let now = NIODeadline.now()
    guard let end else {
      end = now + Self.length
      return false
    }
    return now >= end
  }
}
