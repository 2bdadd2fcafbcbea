import Synchronization
import Wire

/// The memory that all connections of a listener share: what their clients have sent and not been
/// answered, and what they have not read. Safe from any thread.
///
/// One connection may hold as much as is free, as the buffers of a network switch are shared
/// (Choudhury and Hahne, "Dynamic queue length thresholds", 1998): who holds the most is stopped
/// first, and what is left over serves the others. What is small is always admitted, so that nobody
/// is kept out by those who fill the memory.
final class MemoryBudget: Sendable {
  private let bytes: Int
  private let used = Atomic<Int>(0)

  init(bytes: Int) {
    self.bytes = bytes
  }

  /// What one connection may hold now.
  var allowance: Int { max(Limits.smallBytes, bytes - used.load(ordering: .relaxed)) }

  /// Whether there is room for so much more of one connection's.
  func admits(_ bytes: Int) -> Bool {
    bytes <= Limits.smallBytes || bytes <= allowance
  }

  func change(by difference: Int) {
    used.wrappingAdd(difference, ordering: .relaxed)
  }
}
