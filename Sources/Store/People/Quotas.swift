import Wire

extension Rows {
  /// Refuses with `limit` when the day's tokens are used up; ephemeral and deleted turns count,
  /// too. A running turn counts only when it has ended.
  package func refuseTokens(beyond limit: Int, on day: LocalDay) throws {
    let used =
      try db.first(QuotaSQL.tokens, whose, .time(day.start), .time(day.end)) { $0.int() } ?? 0
    guard used >= limit else { return }
    throw Fault.limit(
      "You have used \(used) of your \(limit) tokens a day; the next day begins at \(day.end).",
      limit: limit, used: used, resetAt: day.end)
  }
}

extension Changes {
  /// How long a request for a turn counts.
  static let requestMilliseconds: Int64 = 60_000

  /// Counts a request for a turn, or refuses it with `limit` when there were too many in the last
  /// minute. Times in the future, left by a clock that was set back, do not count.
  package func countRequest(atMost limit: Int) throws {
    let start = Timestamp(milliseconds: now.milliseconds - Self.requestMilliseconds)
    try db.run(QuotaSQL.forget, rows.whose, .time(start), .time(now))
    let used = try db.first(QuotaSQL.requests, rows.whose) { $0.int() } ?? 0
    guard used < limit else {
      // The oldest of the newest `limit` requests: when it has expired, there is room for another.
      let blocking = try db.first(QuotaSQL.request, rows.whose, .int(limit - 1)) { $0.time() }
      let resetAt = Timestamp(
        milliseconds: (blocking ?? now).milliseconds + Self.requestMilliseconds)
      throw Fault.limit(
        "You have made \(used) requests within a minute; the limit is \(limit). Ask again at "
          + "\(resetAt).", limit: limit, used: used, resetAt: resetAt)
    }
    try db.run(QuotaSQL.count, rows.whose, .time(now))
  }
}

/// The statements for quotas.
enum QuotaSQL {
  static let tokens = """
    SELECT CAST(min(total(
      coalesce(total_tokens, ifnull(prompt_tokens, 0) + ifnull(completion_tokens, 0))
    ), 9007199254740991.0) AS INTEGER)
    FROM usage
    WHERE user = ?1 AND ended_at >= ?2 AND ended_at < ?3
    """

  static let requests = "SELECT count(*) FROM recent_request WHERE user = ?1"

  static let request = """
    SELECT at
    FROM recent_request
    WHERE user = ?1
    ORDER BY at DESC
    LIMIT 1 OFFSET ?2
    """

  static let forget = """
    DELETE FROM recent_request
    WHERE user = ?1 AND (at <= ?2 OR at > ?3)
    """

  static let count = "INSERT INTO recent_request (user, at) VALUES (?1, ?2)"
}
