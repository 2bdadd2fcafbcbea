import Synchronization
import Wire

/// How the latest writes went: what is known of the disk without asking it.
package struct WriteOutcome: Sendable {
  /// Writes that failed one after another.
  package struct Failure: Sendable {
    package let why: String
    package let times: Int
    package let latest: ContinuousClock.Instant
    /// Whether a write was taken after them: a small one may be where a large one was not.
    package var isOver = false
  }

  /// The newest commit; `nil` when there was none.
  package var committed: ContinuousClock.Instant?
  /// The latest that failed; `nil` when none has.
  package var failure: Failure?
  /// Since when a write that only tries has waited for its turn.
  package var tryingSince: ContinuousClock.Instant?

  /// `nil` when the newest write was taken.
  package var failing: Failure? { failure.flatMap { $0.isOver ? nil : $0 } }
}

/// Keeps it. Only what the machine refuses counts: a write that breaks a rule says nothing of it.
final class WriteRecord: Sendable {
  /// A write that only tries is due when the latest one is older than this: after a failure soon, so
  /// that health is seen when it is back.
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

  /// Whether it was the machine's.
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

  /// Whether a write that only tries is to be made now. One at a time; `endTry` ends it.
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

  /// Finds out whether the disk takes a write, by one that changes nothing, unless that is known or
  /// being found out. `then` runs when it is known, on any queue: behind a write that takes long, late.
  package func tryWriting(then: @escaping @Sendable () -> Void) {
    guard record.beginTry() else { return then() }
    let ended: @Sendable () -> Void = { [record] in
      record.endTry()
      then()
    }
    writes.submit(
      WriteQueue.Job(
        perform: { [record] db in
          // Writes the page on which it stands; SQLite counts no change.
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
