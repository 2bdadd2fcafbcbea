import Dispatch
import Wire

/// Where messages are read that are too large for the loop: one at a time, so that those who send
/// many of them wait for each other and nobody else does.
struct LargeMessages: Sendable {
  /// What the loop reads itself takes it less than a millisecond, and is never refused.
  static let bytes = Limits.smallBytes

  private let queue = DispatchQueue(label: "skein.large-messages")

  func perform(_ work: @escaping @Sendable () -> Void) {
    queue.async(execute: work)
  }

  /// Returns when everything that came before has been read.
  func finish() async {
    await withCheckedContinuation { waiter in queue.async { waiter.resume() } }
  }
}
