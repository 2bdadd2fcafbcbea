/// What turns are put together by.
package enum UsageKey: String, Codable, CaseIterable, Sendable {
  case day, model, thread
}

/// `usage/summary`
package enum UsageSummary: Method {
  package typealias Runs = Scan
  package static let name = "usage/summary"
  package static let summary = "Add up what turns have used."
  package static let details = """
    Every turn counts that has ended, by the moment at which it did: failed, cancelled, interrupted \
    and ephemeral ones too, each try of a repeated one, and those of deleted threads. Days are those \
    of the daemon's time zone, the newest first; models and threads come by their tokens, the most \
    first. A turn costs what its model's price in the configuration made it when it ended: a price \
    that changes later changes no cost. There are at most 1000 groups in an answer, and the total counts those beyond them, too.
    """

  package struct Params: Payload {
    package static let fields = [
      "from": "Only turns that ended then or later.",
      "to": "Only turns that ended before; later than from.",
      "groupBy": "What to put together; only the total unless given.",
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
      "currency": "What every cost is counted in: the setting currency.",
      "total": "All of the turns together.",
      "groups": "The same by day, model or thread; null when nothing was to be put together.",
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
