import ArgumentParser
import Client
import Wire

struct UsageCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "usage", abstract: "Add up what turns have used: tokens, failures, time.",
    discussion: """
      Turns that failed, were repeated or whose thread was deleted are counted.
      """)

  enum Key: String, ExpressibleByArgument, CaseIterable {
    case day, model, thread

    var key: UsageKey {
      switch self {
      case .day: .day
      case .model: .model
      case .thread: .thread
      }
    }
  }

  @Option(help: ArgumentHelp("What to put together.", valueName: "key")) var by: Key?
  @Option(help: ArgumentHelp("Only turns that ended then or later.", valueName: "time"))
  var since: Moment?
  @Option(help: ArgumentHelp("Only turns that ended before.", valueName: "time"))
  var until: Moment?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let params = UsageSummary.Params(from: since?.time, to: until?.time, groupBy: by?.key)
    let connection = try session.dialer.connect()
    if global.json {
      return try session.console.print(json: connection.callRaw(UsageSummary.self, params))
    }
    let summary = try connection.call(UsageSummary.self, params)
    if let by, let groups = summary.groups {
      try session.console.show(table(by, groups, summary, session.console))
    } else {
      try facts(of: summary.total, in: summary.currency).show(session.console)
    }
  }

  func explain(_ fault: Fault) -> String? {
    fault.data.path == "to" ? "--until: expected a time later than that of --since." : nil
  }

  private func facts(of usage: UsageFigures, in currency: String) -> Facts {
    var facts = Facts()
    facts.add("turns", "\(usage.turns)")
    facts.add("completed", "\(usage.completed)")
    facts.add("failed", "\(usage.failed)")
    facts.add("cancelled", "\(usage.cancelled)")
    facts.add("interrupted", "\(usage.interrupted)")
    facts.add("without token counts", "\(usage.unmetered)")
    facts.add("prompt tokens", "\(usage.promptTokens)")
    facts.add("completion tokens", "\(usage.completionTokens)")
    facts.add("reasoning tokens", "\(usage.reasoningTokens)")
    facts.add("total tokens", "\(usage.totalTokens)")
    facts.add("cost", usage.cost.map { "\(Cost($0, currency))" })
    if usage.cost != nil { facts.add("without a price", "\(usage.unpriced)") }
    func add(_ name: String, _ latency: Latency?) {
      facts.add(name, latency.map { "\($0.medianMs) ms median, \($0.p95Ms) p95, \($0.maxMs) max" })
    }
    add("first token", usage.firstToken)
    add("whole turn", usage.whole)
    return facts
  }

  /// Days, models and threads may have any width, so they come last. A terminal has the total too,
  /// and leaves out the tokens of reasoning: eighty columns need the room for names.
  private func table(
    _ key: Key, _ groups: [UsageGroup], _ summary: UsageSummary.Result, _ console: Console
  ) -> Table {
    let tokens = console.isTerminal ? ["IN", "OUT"] : ["PROMPT", "COMPLETION", "REASONING"]
    let numbers = ["TURNS", "FAILED"] + tokens + ["TOTAL", summary.currency, "FIRST", "WHOLE"]
    var table = Table(
      columns: numbers.map { .init(heading: $0, alignsRight: true) }
        + [.init(heading: key.rawValue.uppercased())])
    let length = IDReference.shownLength(of: groups.compactMap(\.threadId))
    table.rows = groups.map { group in
      cells(group.usage, console) + [name(of: group, key, length, console)]
    }
    if console.isTerminal { table.rows.append(cells(summary.total, console) + ["in all"]) }
    return table
  }

  private func cells(_ usage: UsageFigures, _ console: Console) -> [String] {
    func time(_ latency: Latency?) -> String {
      guard let median = latency?.medianMs else { return console.isTerminal ? "–" : "" }
      return console.isTerminal ? "\(median) ms" : "\(median)"
    }
    let reasoning = console.isTerminal ? [] : ["\(usage.reasoningTokens)"]
    return [
      "\(usage.turns)", "\(usage.failed + usage.interrupted)", "\(usage.promptTokens)",
      "\(usage.completionTokens)",
    ] + reasoning + [
      "\(usage.totalTokens)", usage.cost.map { "\(Cost($0))" } ?? (console.isTerminal ? "–" : ""),
      time(usage.firstToken), time(usage.whole),
    ]
  }

  private func name(
    of group: UsageGroup, _ key: Key, _ length: Int, _ console: Console
  ) -> String {
    switch key {
    case .day: return group.day ?? ""
    case .model: return group.model ?? ""
    case .thread:
      guard let id = group.threadId else { return console.isTerminal ? "(ephemeral)" : "" }
      let title = group.title.map { "  \($0.text)" } ?? ""
      return console.shown(id, length) + (console.isTerminal ? title : "")
    }
  }
}
