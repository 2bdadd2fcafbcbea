import Wire

/// The statements that add up the ledger by one key; each is always the same text, so that the
/// statement cache finds it.
struct UsageSQL {
  /// The counts, then how many times were measured; groups in the order of the answer.
  let counts: String
  /// Key, time and frequency, ascending.
  let firstToken: String
  let whole: String

  static let total = UsageSQL(key: "x''", order: "1")

  static func by(_ key: UsageKey) -> UsageSQL {
    switch key {
    case .day: day
    case .model: model
    case .thread: thread
    }
  }

  private static let day = UsageSQL(
    key: "CAST(date(ended_at / 1000, 'unixepoch', 'localtime') AS BLOB)", order: "1 DESC")
  private static let model = UsageSQL(key: "CAST(model AS BLOB)", order: "tokens DESC, 1")
  private static let thread = UsageSQL(
    key: "coalesce(thread, x'')", order: "tokens DESC, max(id) DESC")

  private static let range = "user = ?1 AND ended_at >= ?2 AND ended_at < ?3"

  private init(key: String, order: String) {
    func sum(_ value: String) -> String {
      // A provider may report any number, but no sum may exceed what JSON represents exactly.
      "CAST(min(total(\(value)), 9007199254740991.0) AS INTEGER)"
    }
    func count(_ status: String) -> String {
      "count(*) FILTER (WHERE status = '\(status)')"
    }
    counts = """
      SELECT \(key), count(*), \(count("completed")), \(count("failed")), \(count("cancelled")),
        \(count("interrupted")),
        count(*) FILTER (
          WHERE coalesce(prompt_tokens, completion_tokens, total_tokens) IS NULL
        ),
        \(sum("prompt_tokens")), \(sum("completion_tokens")), \(sum("reasoning_tokens")),
        \(sum("coalesce(total_tokens, ifnull(prompt_tokens, 0) + ifnull(completion_tokens, 0))"))
          AS tokens,
        iif(count(cost_nanos) > 0, \(sum("cost_nanos")), NULL),
        count(*) FILTER (
          WHERE cost_nanos IS NULL
            AND coalesce(prompt_tokens, completion_tokens, total_tokens) IS NOT NULL
        ),
        count(first_token_ms) FILTER (WHERE status = 'completed'),
        count(total_ms) FILTER (WHERE status = 'completed')
      FROM usage
      WHERE \(Self.range)
      GROUP BY 1
      ORDER BY \(order)
      LIMIT ?4
      """
    func times(_ column: String) -> String {
      """
      SELECT \(key), \(column), count(*)
      FROM usage
      WHERE \(Self.range) AND status = 'completed' AND \(column) IS NOT NULL
      GROUP BY 1, 2
      ORDER BY 1, 2
      """
    }
    firstToken = times("first_token_ms")
    whole = times("total_ms")
  }
}
