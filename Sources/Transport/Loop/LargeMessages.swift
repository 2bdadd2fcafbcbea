import Dispatch
import Wire

/// Reads messages that are too large for the loop, one at a time: clients that send many of them
/// wait only for each other.
struct LargeMessages: Sendable {
  /// The largest message that the loop reads itself, which takes less than a millisecond; it is
  /// never refused.
  static let bytes = Limits.smallBytes

  private let queue = DispatchQueue(label: "skein.large-messages")

  func perform(_ work: @escaping @Sendable () -> Void) {
    queue.async(execute: work)
  }

  /// Returns when all earlier messages have been read.
  func finish() async {
    await withCheckedContinuation { waiter in queue.async { waiter.resume() } }
  }
}
