import OpenAI
import Wire

/// The state of a running turn, computed from the model's events. A value: no clock, no I/O.
struct Draft {
  /// What an event means for the clients that follow.
  enum Step: Equatable {
    case said(String, TurnDelta.Voice)
    /// All text so far is reasoning.
    case textWasReasoning
    /// All reasoning so far is text.
    case reasoningWasText
    case retrying(attempt: Int, delayMs: Int, error: Failure)
    case ended(Outcome)
  }

  /// How the request to the model ended.
  enum Outcome: Equatable {
    case completed(finishReason: String, usage: Usage?)
    case failed(Failure)
    case cancelled
  }

  private let startedAt: ContinuousClock.Instant
  private(set) var attempts = 0
  private(set) var firstTokenMs: Int?
  private(set) var totalMs: Int?

  init(startedAt: ContinuousClock.Instant) {
    self.startedAt = startedAt
  }

  mutating func absorb(_ event: ModelEvent, at now: ContinuousClock.Instant) -> Step {
    switch event {
    case .text(let words):
      noteFirstToken(at: now)
      return .said(words, .text)
    case .reasoning(let words):
      noteFirstToken(at: now)
      return .said(words, .reasoning)
    case .textWasReasoning: return .textWasReasoning
    case .reasoningWasText: return .reasoningWasText
    case .retrying(let attempt, let delayMs, let error):
      attempts = attempt - 1
      return .retrying(attempt: attempt, delayMs: delayMs, error: error)
    case .completed(let completion):
      end(after: completion.attempts, at: now)
      return .ended(
        .completed(finishReason: completion.finishReason, usage: completion.usage))
    case .failed(let failure, let attempts):
      end(after: attempts, at: now)
      return .ended(.failed(failure))
    case .cancelled(let attempts):
      end(after: attempts, at: now)
      return .ended(.cancelled)
    }
  }

  private mutating func noteFirstToken(at now: ContinuousClock.Instant) {
    guard firstTokenMs == nil else { return }
    firstTokenMs = (now - startedAt).milliseconds
    attempts = max(attempts, 1)
  }

  private mutating func end(after attempts: Int, at now: ContinuousClock.Instant) {
    self.attempts = attempts
    totalMs = (now - startedAt).milliseconds
  }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
