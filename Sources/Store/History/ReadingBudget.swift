import Wire

/// Limits the cost of reading a history, and knows whether its answer is still wanted. For use on
/// one thread.
///
/// A step is one conversation, the next piece of one file, or one pass over a table. All code that
/// takes long calls `check` again and again, and each step has its own limits of time and text.
final class ReadingBudget {
  private let path: String
  private let stepSeconds: Double
  private let isCancelled: @Sendable () -> Bool
  private var deadline = ContinuousClock.now
  private var bytes = 0
  /// The reason why a statement was ended; kept here, because SQLite does not pass on our errors.
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

  /// Throws when the answer is no longer wanted, or when the step has taken too long.
  func check() throws(HistoryUnreadable) {
    if isCancelled() { throw .cancelled }
    guard .now < deadline else {
      throw .limit(
        "One step of reading \(path) took more than \(Int(stepSeconds)) s: let the program that "
          + "wrote it make a new export or compact the file, and import that.",
        Int(stepSeconds))
    }
  }

  /// The same as a question: the reason is kept for `takeReason`.
  func mustEnd() -> Bool {
    do throws(HistoryUnreadable) {
      try check()
      return false
    } catch {
      reason = error
      return true
    }
  }

  /// The reason why a statement was ended, if the budget ended it.
  func takeReason() -> HistoryUnreadable? {
    defer { reason = nil }
    return reason
  }

  /// Counts text that was read.
  func spend(bytes count: Int) {
    bytes += count
  }

  /// Whether one step has read more text than a conversation may have.
  var isSpent: Bool { bytes > Limits.importedConversationBytes }
}
