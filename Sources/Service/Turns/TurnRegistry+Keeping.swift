import Logging
import Store
import Synchronization
import Turns
import Wire

/// Writing down what a turn has said so far, so that a crash loses little.
extension TurnRegistry {
  /// How long what was said may be in memory alone.
  static let keepInterval = Duration.seconds(1)

  /// Keeps what was said since the last time, a second from now.
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
    // Its end, once it is to be written, has all the words.
    guard state.withLock({ $0.machine.isRunning(live.ticket) }) else { return }
    let script = live.feed.script
    let new = live.state.withLock { $0.kept.take(script) }
    guard !(new.text.isEmpty && new.reasoning.isEmpty) else { return }
    live.owned.write({ changes in
      if new.isWhole { try changes.dropTurnText(live.key.id) }
      try changes.keepTurnText(live.key.id, text: new.text, reasoning: new.reasoning)
    }) { [log] result in
      if case .failure(let error) = result {
        log.warning("what a turn has said so far is in memory alone: \(error)")
      }
    }
  }
}

extension LiveTurn.Kept {
  /// What is not on disk yet; the whole when the voice of what is there has changed since.
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
