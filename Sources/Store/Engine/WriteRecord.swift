import Synchronization
import Wire

/// How the latest writes went: what is known about the disk without testing it.
package struct WriteOutcome: Sendable {
  /// Writes that failed in a row.
  package struct Failure: Sendable {
    package let why: String
    package let times: Int
    package let latest: ContinuousClock.Instant
    /// Whether a later write succeeded: a small one may fit where a large one did not.
    package var isOver = false
  }

  /// The time of the newest commit; `nil` when there was none.
  package var committed: ContinuousClock.Instant?
  /// The latest failure; `nil` when there was none.
  package var failure: Failure?
  /// The time since which a test write has been waiting.
  package var tryingSince: ContinuousClock.Instant?

  /// The failure, unless the newest write succeeded.
  package var failing: Failure? { failure.flatMap { $0.isOver ? nil : $0 } }
}

/// Records the results of writes. Only failures of the machine count: a write that breaks a rule
/// gives no information about the disk.
final class WriteRecord: Sendable {
  /// A test write is due when the latest write is older than this; after a failure it is due
  /// sooner, so that a recovery is noticed.
  static let tryAfterSuccess = Duration.seconds(10)
  static let tryAfterFailure = Duration.seconds(1)

  private let path: String
  private let state = Mutex(WriteOutcome())

  init(path: String) {
    self.path = path
  }

  var outcome: WriteOutcome { state.withLock { $0 } }

  func noteCommit() {
    let now = ContinuousClock.now
    state.withLock { state in
      state.committed = now
      state.failure?.isOver = true
    }
  }

  /// Records a failure; returns whether the machine was at fault.
  @discardableResult
  func noteFailure(_ error: any Error) -> Bool {
    guard let fault = Fault(error, path: path) ?? error as? Fault, fault.kind == .storage else {
      return false
    }
    let now = ContinuousClock.now
    state.withLock { state in
      state.failure = WriteOutcome.Failure(
        why: fault.message, times: (state.failing?.times ?? 0) + 1, latest: now)
    }
    return true
  }

  /// Whether a test write is due now. Only one may run at a time; `endTry` ends it.
  func beginTry() -> Bool {
    let now = ContinuousClock.now
    return state.withLock { state in
      guard state.tryingSince == nil else { return false }
      let isDue =
        if let failure = state.failing {
          now - failure.latest >= Self.tryAfterFailure
        } else {
          state.committed.map { now - $0 >= Self.tryAfterSuccess } ?? true
        }
      if isDue { state.tryingSince = now }
      return isDue
    }
  }

  func endTry() {
    state.withLock { $0.tryingSince = nil }
  }
}

extension Store {
  /// How the latest writes went; waits for nothing.
  package var writing: WriteOutcome { record.outcome }

  /// Finds out whether the disk accepts a write, by a test write that changes nothing, unless that
  /// is known or being tested already. `then` is called with the result known, on any queue; behind
  /// a long write, that is late.
  package func tryWriting(then: @escaping @Sendable () -> Void) {
    guard record.beginTry() else { return then() }
    let ended: @Sendable () -> Void = { [record] in
      record.endTry()
      then()
    }
    writes.submit(
      WriteQueue.Job(
        perform: { [record] db in
          // Writes the page that holds this number, although SQLite counts no change.
          let version = try db.first("PRAGMA user_version") { $0.int() } ?? 0
          try db.run("PRAGMA user_version = \(version)")
          return {
            record.noteCommit()
            ended()
          }
        },
        refuse: { _ in ended() }))
  }
}
