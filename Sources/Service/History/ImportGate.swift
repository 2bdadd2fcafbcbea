import Synchronization

/// Lets only one import run at a time, because each uses the disk's full speed and holds its
/// largest conversation in memory.
final class ImportGate: Sendable {
  private let isTaken = Atomic(false)

  /// Whether the import may begin; false while another one runs.
  func begin() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }

  func end() { isTaken.store(false, ordering: .releasing) }
}
