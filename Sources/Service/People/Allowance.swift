import Store
import Wire

/// What a user may still ask for. A turn beyond it is refused before its provider is asked.
struct Allowance: Sendable {
  let quotas: Quotas
  let now: @Sendable () -> Timestamp
  /// The day that holds a moment, in the daemon's time zone.
  let day: @Sendable (Timestamp) -> LocalDay

  /// Whether a request is written down.
  var countsRequests: Bool { quotas.requestsPerMinute != nil }

  /// In the write that takes a new turn in: refused, it leaves nothing.
  func spend(in changes: borrowing Changes) throws {
    try check(in: changes.rows)
    if let limit = quotas.requestsPerMinute { try changes.countRequest(atMost: limit) }
  }

  /// When a turn that has waited is about to start: those before it may have used up the day.
  func check(in rows: borrowing Rows) throws {
    if let limit = quotas.tokensPerDay { try rows.refuseTokens(beyond: limit, on: day(now())) }
  }
}
