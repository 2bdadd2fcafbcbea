import Logging
import Store
import Synchronization
import Turns
import Wire

/// Stores the output of running turns, so that a crash loses little.
extension TurnRegistry {
  /// How long output may be in memory only.
  static let keepInterval = Duration.seconds(1)

  /// Stores the output since the last time, one second from now.
  func keepSoon(_ live: LiveTurn) {
    guard !live.isEphemeral else { return }
    let isFirst = live.state.withLock { state in
      defer { state.kept.isDue = true }
      return !state.kept.isDue
    }
    guard isFirst else { return }
    Task {
      try await Task.sleep(for: Self.keepInterval)
      keep(live)
    }
  }

  private func keep(_ live: LiveTurn) {
    live.state.withLock { $0.kept.isDue = false }
    // Once its end is being written, that write has all of the output.
    guard state.withLock({ $0.machine.isRunning(live.ticket) }) else { return }
    let script = live.feed.script
    let new = live.state.withLock { $0.kept.take(script) }
    guard !(new.text.isEmpty && new.reasoning.isEmpty) else { return }
    live.owned.write({ changes in
      if new.isWhole { try changes.dropTurnText(live.key.id) }
      try changes.keepTurnText(live.key.id, text: new.text, reasoning: new.reasoning)
    }) { [log] result in
      if case .failure(let error) = result {
        log.warning("the output of a running turn could not be stored yet: \(error)")
      }
    }
  }
}

extension LiveTurn.Kept {
  /// The output that is not in the database yet; all of it if words have changed between text and
  /// reasoning since the last time.
  fileprivate mutating func take(
    _ script: Script
  ) -> (text: String, reasoning: String, isWhole: Bool) {
    let isWhole = revision != script.revisedSeq
    if isWhole { (text, reasoning, revision) = (0, 0, script.revisedSeq) }
    defer { (text, reasoning) = (script.text.utf8.count, script.reasoning.utf8.count) }
    return (
      script.text.suffix(fromByte: text), script.reasoning.suffix(fromByte: reasoning), isWhole
    )
  }
}
