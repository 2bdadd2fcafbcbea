import Client
import Wire

/// What was used, a day, model or thread a row: its name comes last, for it may have any width.
///
/// A terminal has the total too, and leaves out the tokens of reasoning: eighty columns need the room
/// for names.
struct UsageTable {
  private let key: UsageKey
  private let summary: UsageSummary.Result
  private let isTerminal: Bool

  init(_ key: UsageKey, of summary: UsageSummary.Result, _ console: Console) {
    self.init(key, of: summary, isTerminal: console.isTerminal)
  }

  init(_ key: UsageKey, of summary: UsageSummary.Result, isTerminal: Bool) {
    self.key = key
    self.summary = summary
    self.isTerminal = isTerminal
  }

  func table(of groups: [UsageGroup]) -> Table {
    var table = Table(columns: numbers + names.map { .init(heading: $0) })
    let width = groups.compactMap { $0.number.map { "\($0)".count } }.max() ?? 0
    table.rows = groups.map { cells($0.usage) + name(of: $0, numberWidth: width) }
    if isTerminal { table.rows.append(cells(summary.total) + ["in all"]) }
    return table
  }

  private var numbers: [Table.Column] {
    func number(_ heading: String, _ dispensability: Int = 0) -> Table.Column {
      .init(heading: heading, alignsRight: true, dispensability: dispensability)
    }
    let tokens =
      isTerminal
      ? [number("IN", 4), number("OUT", 3)]
      : [number("PROMPT"), number("COMPLETION"), number("REASONING")]
    return [number("TURNS"), number("FAILED", 2)] + tokens
      + [number("TOTAL"), number(summary.currency, 1), number("FIRST", 6), number("WHOLE", 5)]
  }

  private var names: [String] {
    switch key {
    case .day: ["DAY"]
    case .model: ["MODEL"]
    case .thread: isTerminal ? ["THREAD"] : ["THREAD", "STATE", "TITLE"]
    }
  }

  private func cells(_ usage: UsageFigures) -> [String] {
    func time(_ latency: Latency?) -> String {
      guard let median = latency?.medianMs else { return isTerminal ? "–" : "" }
      return isTerminal ? "\(median) ms" : "\(median)"
    }
    let reasoning = isTerminal ? [] : ["\(usage.reasoningTokens)"]
    return [
      "\(usage.turns)", "\(usage.failed + usage.interrupted)", "\(usage.promptTokens)",
      "\(usage.completionTokens)",
    ] + reasoning + [
      "\(usage.totalTokens)", usage.cost.map { "\(Cost($0))" } ?? (isTerminal ? "–" : ""),
      time(usage.firstToken), time(usage.whole),
    ]
  }

  private func name(of group: UsageGroup, numberWidth: Int) -> [String] {
    switch key {
    case .day: return [group.day ?? ""]
    case .model: return [group.model ?? ""]
    case .thread:
      let state = group.threadState
      guard isTerminal else {
        let thread = group.number.map { "\($0)" } ?? group.threadId?.description ?? ""
        return [thread, state, group.title?.text ?? ""]
      }
      guard let number = group.number.map({ "\($0)" }) else {
        return [group.title?.text ?? "(\(state))"]
      }
      let pad = String(repeating: " ", count: numberWidth - number.count)
      return ["\(pad)\(number)  \(state.isEmpty ? group.title?.text ?? "–" : "(\(state))")"]
    }
  }
}

extension UsageGroup {
  /// Why there is no thread to look at; empty where there is.
  fileprivate var threadState: String {
    if threadId == nil { return "ephemeral" }
    if deletedAt != nil { return "deleted" }
    return number == nil && title == nil ? "deleted for good" : ""
  }
}
