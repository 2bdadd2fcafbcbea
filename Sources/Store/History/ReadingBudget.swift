import Wire

/// What reading a history may cost, and whether its answer is still wanted. Of one thread.
///
/// A step is one conversation, one file's next piece, or one look through a table: whatever takes
/// long asks `check` again and again, and each step has its own time and its own room for text.
final class ReadingBudget {
  private let path: String
  private let stepSeconds: Double
  private let isCancelled: @Sendable () -> Bool
  private var deadline = ContinuousClock.now
  private var bytes = 0
  /// Why it was ended within SQLite, which passes on no error of ours.
  private var reason: HistoryUnreadable?

  init(
    for path: String, stepSeconds: Double = Limits.importStepSeconds,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    (self.path, self.stepSeconds, self.isCancelled) = (path, stepSeconds, isCancelled)
    beginStep()
  }

  func beginStep() {
    deadline = .now + .seconds(stepSeconds)
    bytes = 0
  }

  /// Throws when nobody waits any more, or when the step has taken too long.
  func check() throws(HistoryUnreadable) {
    if isCancelled() { throw .cancelled }
    guard .now < deadline else {
      throw .limit(
        "One step of reading \(path) took more than \(Int(stepSeconds)) s: let the program that "
          + "wrote it make a new export or compact the file, and import that.",
        Int(stepSeconds))
    }
  }

  /// The same as a question: the reason is kept for `failure`.
  func mustEnd() -> Bool {
    do throws(HistoryUnreadable) {
      try check()
      return false
    } catch {
      reason = error
      return true
    }
  }

  /// What ended a statement, if it was this.
  func takeReason() -> HistoryUnreadable? {
    defer { reason = nil }
    return reason
  }

  /// Counts text that was read.
  func spend(bytes count: Int) {
    bytes += count
  }

  /// More text in one step than a conversation may have.
  var isSpent: Bool { bytes > Limits.importedConversationBytes }
}
