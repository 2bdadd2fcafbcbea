package import Wire

extension Changes {
  /// Counts a turn of which nothing else is stored. Stored turns are counted by a trigger.
  package func count(_ end: TurnEnd, model: ModelName) throws {
    try db.run(
      """
      INSERT INTO usage (user, model, status, prompt_tokens, completion_tokens, total_tokens,
        reasoning_tokens, first_token_ms, total_ms, ended_at, cost_nanos)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      """,
      rows.whose, .ruled(model), .text(end.status.rawValue), .int(end.promptTokens),
      .int(end.completionTokens), .int(end.totalTokens), .int(end.reasoningTokens),
      .int(end.firstTokenMs), .int(end.totalMs), .time(now),
      .int(end.costNanos))
  }
}

extension Rows {
  /// Read from the ledger only, so deleted turns are counted, too. `currency` is the currency of
  /// its costs.
  package func usage(_ params: UsageSummary.Params, currency: String) throws -> UsageSummary.Result
  {
    let (from, to) = (params.from?.milliseconds ?? .min, params.to?.milliseconds ?? .max)
    guard from < to else {
      throw Fault.invalidParams(path: "to", expected: "a time later than from")
    }
    let bounds = [whose, .integer(from), .integer(to)]
    let total = try usage(UsageSQL.total, bounds, limit: 1).first ?? CountedTurns()
    var summary = [total]
    try addLatencies(UsageSQL.total, bounds, to: &summary)
    guard let key = params.groupBy else {
      return .init(currency: currency, total: summary[0].figures, groups: nil, hasMore: false)
    }
    let sql = UsageSQL.by(key)
    var groups = try usage(sql, bounds, limit: Limits.usageGroups + 1)
    let hasMore = groups.count > Limits.usageGroups
    groups = Array(groups.prefix(Limits.usageGroups))
    try addLatencies(sql, bounds, to: &groups)
    return .init(
      currency: currency, total: summary[0].figures,
      groups: try groups.map { try group($0, key) }, hasMore: hasMore)
  }

  private func usage(
    _ sql: UsageSQL, _ bounds: [Bound], limit: Int
  ) throws -> [CountedTurns] {
    var groups: [CountedTurns] = []
    try db.each(sql.counts, bounds + [.int(limit)]) { columns in
      groups.append(CountedTurns(&columns))
      return true
    }
    return groups
  }

  /// The times come in ascending order, each with its frequency.
  private func addLatencies(
    _ sql: UsageSQL, _ bounds: [Bound], to groups: inout [CountedTurns]
  ) throws {
    let places = Dictionary(
      groups.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    try db.each(sql.firstToken, bounds) { columns in
      guard let place = places[columns.bytes()] else { return true }
      groups[place].firstToken.add(columns.int(), times: columns.int())
      return true
    }
    try db.each(sql.whole, bounds) { columns in
      guard let place = places[columns.bytes()] else { return true }
      groups[place].whole.add(columns.int(), times: columns.int())
      return true
    }
  }

  private func group(_ turns: CountedTurns, _ key: UsageKey) throws -> UsageGroup {
    let text = String(decoding: turns.key, as: UTF8.self)
    switch key {
    case .day: return UsageGroup(day: text, usage: turns.figures)
    case .model: return UsageGroup(model: text, usage: turns.figures)
    case .thread:
      let id = ThreadID(bytes: turns.key)
      let thread = try id.flatMap { try threadIfPresent($0)?.value }
      return UsageGroup(
        threadId: id, number: thread?.number,
        title: thread?.deletedAt == nil ? thread?.title : nil, deletedAt: thread?.deletedAt,
        usage: turns.figures)
    }
  }
}

/// The turns of one group of the ledger.
private struct CountedTurns {
  /// The text of the day or the model, or the sixteen bytes of the thread's id.
  var key: [UInt8] = []
  private var counted = UsageFigures()
  var firstToken = Percentiles(of: 0)
  var whole = Percentiles(of: 0)

  init() {}

  init(_ columns: inout Columns) {
    key = columns.bytes()
    counted = UsageFigures(
      turns: columns.int(), completed: columns.int(), failed: columns.int(),
      cancelled: columns.int(), interrupted: columns.int(), unmetered: columns.int(),
      promptTokens: columns.int(), completionTokens: columns.int(),
      reasoningTokens: columns.int(), totalTokens: columns.int(),
      cost: columns.costIfPresent(), unpriced: columns.int())
    firstToken = Percentiles(of: columns.int())
    whole = Percentiles(of: columns.int())
  }

  var figures: UsageFigures {
    var figures = counted
    (figures.firstToken, figures.whole) = (firstToken.latency, whole.latency)
    return figures
  }
}

/// Finds the percentiles of values that come in ascending order, without storing them.
struct Percentiles {
  private let count: Int
  private var seen = 0
  private var median: Int?
  private var p95: Int?
  private var last: Int?

  /// `count` is the number of values.
  init(of count: Int) {
    self.count = count
  }

  mutating func add(_ value: Int, times: Int) {
    seen += times
    // The nearest rank: the least value that half of the values do not exceed.
    if median == nil, seen * 2 >= count { median = value }
    if p95 == nil, seen * 20 >= count * 19 { p95 = value }
    last = value
  }

  var latency: Latency? {
    guard let median, let p95, let last else { return nil }
    return Latency(medianMs: median, p95Ms: p95, maxMs: last)
  }
}
