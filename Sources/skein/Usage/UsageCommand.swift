import ArgumentParser
import Client
import Wire

struct UsageCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "usage", "Add up the tokens, failures and time of turns.",
    discussion: """
      Turns that failed, were repeated or whose thread is deleted count too. A terminal that is \
      too narrow leaves out columns, the times first; --json has all of them.
      """,
    examples: [
      "skein usage --since monday",
      CommandExample("skein usage --by model --since 2026-11", "What each model has used"),
    ])

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

  @Option(help: ArgumentHelp("What to group by.", valueName: "key")) var by: Key?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only turns that ended at this time or later.", valueName: "time"))
  var since: Moment?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only turns that ended before this time.", valueName: "time"))
  var until: Moment?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let params = UsageSummary.Params(from: since?.time, to: until?.time, groupBy: by?.key)
    try session.read(UsageSummary.self, params) { summary in
      if let by, let groups = summary.groups {
        try session.console.show(
          UsageTable(by.key, of: summary, session.console).table(of: groups))
      } else {
        try facts(of: summary.total, in: summary.currency).show(session.console)
      }
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
}
