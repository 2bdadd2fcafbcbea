/// The total usage of some turns.
package struct UsageFigures: NamedPayload, Equatable {
  package static let typeName = "Usage"
  package static let fields = [
    "turns": "How many turns ended, with any status.",
    "completed": "How many turns completed.",
    "failed": "How many turns failed.",
    "cancelled": "How many turns were cancelled.",
    "interrupted": "How many turns were interrupted because the daemon stopped.",
    "unmetered":
      "How many turns have no token counts, because the provider sent none; the numbers below leave them out.",
    "promptTokens": "Tokens that were sent to the models.",
    "completionTokens": "Tokens that the models generated, including reasoning.",
    "reasoningTokens": "The part of completionTokens that was reasoning.",
    "totalTokens": "All tokens, as the providers count them.",
    "cost":
      "The cost of the turns, each at the price that its model had when it ended, in the currency of the summary; null if no turn has a price.",
    "unpriced":
      "How many turns have token counts but no price; cost leaves them out.",
    "firstToken":
      "The time from the start to the first token, over completed turns; null without any.",
    "whole": "The time from the start to the end, over completed turns; null without any.",
  ]

  package var turns: Int
  package var completed: Int
  package var failed: Int
  package var cancelled: Int
  package var interrupted: Int
  package var unmetered: Int
  package var promptTokens: Int
  package var completionTokens: Int
  package var reasoningTokens: Int
  package var totalTokens: Int
  package var cost: Double?
  package var unpriced: Int
  package var firstToken: Latency?
  package var whole: Latency?

  package init(
    turns: Int = 0, completed: Int = 0, failed: Int = 0, cancelled: Int = 0, interrupted: Int = 0,
    unmetered: Int = 0, promptTokens: Int = 0, completionTokens: Int = 0, reasoningTokens: Int = 0,
    totalTokens: Int = 0, cost: Double? = nil, unpriced: Int = 0, firstToken: Latency? = nil,
    whole: Latency? = nil
  ) {
    self.turns = turns
    self.completed = completed
    self.failed = failed
    self.cancelled = cancelled
    self.interrupted = interrupted
    self.unmetered = unmetered
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.reasoningTokens = reasoningTokens
    self.totalTokens = totalTokens
    self.cost = cost
    self.unpriced = unpriced
    self.firstToken = firstToken
    self.whole = whole
  }
}

/// How long something took, over many turns. The percentiles are by nearest rank, so that each
/// number is a measured one.
package struct Latency: NamedPayload, Equatable {
  package static let typeName = "Latency"
  package static let fields = [
    "medianMs": "The median, in milliseconds.",
    "p95Ms": "The 95th percentile, in milliseconds.",
    "maxMs": "The maximum, in milliseconds.",
  ]

  package var medianMs: Int
  package var p95Ms: Int
  package var maxMs: Int

  package init(medianMs: Int, p95Ms: Int, maxMs: Int) {
    self.medianMs = medianMs
    self.p95Ms = p95Ms
    self.maxMs = maxMs
  }
}

/// The usage of one day, one model or one thread.
package struct UsageGroup: NamedPayload, Equatable {
  package static let typeName = "UsageGroup"
  package static let fields = [
    "day": "The day, as 2026-11-21 in the daemon's time zone; null unless grouped by day.",
    "model": "The model, as provider/name; null unless grouped by model.",
    "threadId":
      "The thread, even if it was deleted permanently; null for ephemeral turns, and unless "
      + "grouped by thread.",
    "number": "The thread's number; null if it was deleted permanently.",
    "title": "The thread's title; null if it has none or was deleted.",
    "deletedAt":
      "When the thread was deleted; null if it was not, or if it was deleted permanently.",
    "usage": "What these turns used.",
  ]

  package var day: String?
  package var model: String?
  package var threadId: ThreadID?
  package var number: Int?
  package var title: Title?
  package var deletedAt: Timestamp?
  package var usage: UsageFigures

  package init(
    day: String? = nil, model: String? = nil, threadId: ThreadID? = nil, number: Int? = nil,
    title: Title? = nil, deletedAt: Timestamp? = nil, usage: UsageFigures
  ) {
    self.day = day
    self.model = model
    self.threadId = threadId
    self.number = number
    self.title = title
    self.deletedAt = deletedAt
    self.usage = usage
  }
}

extension UsageFigures {
  static let example = UsageFigures(
    turns: 14, completed: 12, failed: 1, cancelled: 1, unmetered: 2, promptTokens: 20_480,
    completionTokens: 4096, reasoningTokens: 1024, totalTokens: 24_576,
    cost: 0.013312, unpriced: 2,
    firstToken: Latency(medianMs: 310, p95Ms: 820, maxMs: 1290),
    whole: Latency(medianMs: 2400, p95Ms: 9100, maxMs: 12_700))
}
