import Wire

/// What is waited for, in a few words.
struct WaitingText {
  private enum Phase {
    /// The turns before it run, or as many as may run at once.
    case queued
    case running, thinking, answering
  }

  private var phase = Phase.queued
  private var seconds = 0
  /// Deltas that have come: with most providers as many as tokens.
  private var pieces = 0

  /// A second has passed.
  mutating func tick() { seconds += 1 }

  mutating func begin() {
    if case .queued = phase { phase = .running }
  }

  mutating func hear(_ voice: TurnDelta.Voice) {
    pieces += 1
    switch voice {
    case .text: phase = .answering
    case .reasoning: phase = .thinking
    }
  }

  var line: String {
    let time = "\(seconds) s"
    let tokens = pieces == 1 ? "1 token" : "\(pieces) tokens"
    return switch phase {
    case .queued: "Waiting for the turn before it … \(time)"
    case .running: "Waiting … \(time)"
    case .thinking: "Thinking … \(time), \(tokens)"
    case .answering: "Answering … \(time), \(tokens)"
    }
  }
}
