import Store
import Wire

/// Checks the quotas of users. A turn beyond a quota is refused before a request is sent to the
/// provider.
struct Allowance: Sendable {
  let quotas: Quotas
  let now: @Sendable () -> Timestamp
  /// The day of a time, in the daemon's time zone.
  let day: @Sendable (Timestamp) -> LocalDay

  /// Whether requests are counted in the database.
  var countsRequests: Bool { quotas.requestsPerMinute != nil }

  /// Checks and counts a new turn, in the write that adds it; a refused turn leaves nothing.
  func spend(in changes: borrowing Changes) throws {
    try check(in: changes.rows)
    if let limit = quotas.requestsPerMinute { try changes.countRequest(atMost: limit) }
  }

  /// Checks again when a waiting turn is about to start: earlier turns may have used up the day's
  /// tokens.
  func check(in rows: borrowing Rows) throws {
    if let limit = quotas.tokensPerDay { try rows.refuseTokens(beyond: limit, on: day(now())) }
  }
}
