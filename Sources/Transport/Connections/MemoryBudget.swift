import Synchronization
import Wire

/// The memory that all connections of a listener share, for unanswered requests and unread output.
/// Can be used from any thread.
///
/// One connection may hold as much as is free, as the buffers of a network switch are shared
/// (Choudhury and Hahne, "Dynamic queue length thresholds", 1998): the connection that holds the
/// most is stopped first, and the rest serves the others. Small messages are always admitted, so
/// that clients that fill the memory cannot keep others out.
final class MemoryBudget: Sendable {
  private let bytes: Int
  private let used = Atomic<Int>(0)

  init(bytes: Int) {
    self.bytes = bytes
  }

  /// How many bytes one connection may hold now.
  var allowance: Int { max(Limits.smallBytes, bytes - used.load(ordering: .relaxed)) }

  /// Whether there is room for a message of this size.
  func admits(_ bytes: Int) -> Bool {
    bytes <= Limits.smallBytes || bytes <= allowance
  }

  func change(by difference: Int) {
    used.wrappingAdd(difference, ordering: .relaxed)
  }
}
