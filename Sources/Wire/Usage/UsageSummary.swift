/// What usage can be grouped by.
package enum UsageKey: String, Codable, CaseIterable, Sendable {
  case day, model, thread
}

/// `usage/summary`
package enum UsageSummary: Method {
  package typealias Runs = Scan
  package static let name = "usage/summary"
  package static let summary = "Sum up the usage of turns: tokens, costs and times."
  package static let details = """
    Every turn that has ended counts, at the time when it ended: also failed, cancelled, \
    interrupted and ephemeral turns, every retry, and turns of deleted threads. Days are days of \
    the daemon's time zone, the newest first; models and threads are sorted by their tokens, the \
    most first. The cost of a turn is fixed when it ends, by the price that the configuration \
    gives for its model; later changes of the price do not change it. An answer has at most 1000 \
    groups; the total also includes the groups beyond these.
    """

  package struct Params: Payload {
    package static let fields = [
      "from": "Count only turns that ended at this time or later.",
      "to": "Count only turns that ended before this time, which must be later than from.",
      "groupBy": "What to group by; by default there is only the total.",
    ]

    package var from: Timestamp?
    package var to: Timestamp?
    package var groupBy: UsageKey?

    package init(from: Timestamp? = nil, to: Timestamp? = nil, groupBy: UsageKey? = nil) {
      self.from = from
      self.to = to
      self.groupBy = groupBy
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "currency": "The currency of every cost, from the setting currency.",
      "total": "The usage of all counted turns together.",
      "groups": "The usage by day, model or thread; null without groupBy.",
      "hasMore": "Whether there are more groups than these.",
    ]

    package let currency: String
    package let total: UsageFigures
    package let groups: [UsageGroup]?
    package let hasMore: Bool

    package init(currency: String, total: UsageFigures, groups: [UsageGroup]?, hasMore: Bool) {
      self.currency = currency
      self.total = total
      self.groups = groups
      self.hasMore = hasMore
    }
  }

  package static let example = Example<UsageSummary>(
    Params(from: Timestamp(milliseconds: 1_795_219_200_000), groupBy: .day),
    Result(
      currency: "USD", total: .example, groups: [UsageGroup(day: "2026-11-21", usage: .example)],
      hasMore: false))
}
