/// What some turns have used together.
package struct UsageFigures: NamedPayload, Equatable {
  package static let typeName = "Usage"
  package static let fields = [
    "turns": "The turns that ended, however they did.",
    "completed": "Those of them that the model finished.",
    "failed": "Those that failed.",
    "cancelled": "Those that somebody cancelled.",
    "interrupted": "Those that ended with the daemon.",
    "unmetered":
      "Those for which the provider named no tokens: what they used is not in the numbers below.",
    "promptTokens": "Tokens the models were sent.",
    "completionTokens": "Tokens the models made, reasoning included.",
    "reasoningTokens": "The part of them that was thought and not said.",
    "totalTokens": "All together, as the providers count.",
    "cost":
      "What they cost, each by the price of its model when it ended, in the currency of the summary; null when none has a price.",
    "unpriced":
      "Those with tokens and without a price: what they cost is not in cost.",
    "firstToken": "How long completed turns took to say something; null without any.",
    "whole": "How long completed turns took as a whole; null without any.",
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

/// How long something took, over many turns: by nearest rank, so each number is one that was
/// measured.
package struct Latency: NamedPayload, Equatable {
  package static let typeName = "Latency"
  package static let fields = [
    "medianMs": "Half of them took no longer.",
    "p95Ms": "95 of 100 took no longer.",
    "maxMs": "None took longer.",
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

/// The turns of one day, one model or one thread.
package struct UsageGroup: NamedPayload, Equatable {
  package static let typeName = "UsageGroup"
  package static let fields = [
    "day": "The day, as 2026-11-21 in the daemon's time zone; null unless grouped by day.",
    "model": "The model, as provider/name; null unless grouped by model.",
    "threadId":
      "The thread, also one that was deleted for good; null for ephemeral turns, and unless "
      + "grouped by thread.",
    "number": "The thread's number, until it is deleted for good.",
    "title": "The thread's title, while it is there and not deleted.",
    "deletedAt":
      "When the thread was deleted; null while it is not, and once it is deleted for good.",
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
