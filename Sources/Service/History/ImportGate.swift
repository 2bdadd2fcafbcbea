import Synchronization

/// Lets one import in at a time: each reads as fast as the disk lets it, and holds its largest
/// conversation in memory.
final class ImportGate: Sendable {
  private let isTaken = Atomic(false)

  /// False while another runs.
  func begin() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }

  func end() { isTaken.store(false, ordering: .releasing) }
}
