import ArgumentParser
import Client
import Wire

struct ActionCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "action", "List, show, create and update a context's actions.",
    discussion: """
      An action is named by its number in its context, or by its id. The context is the active one \
      unless --context names another.
      """,
    examples: ["skein action", "skein action create deploy", "skein action update 4 running"],
    below: [
      ActionListCommand.self, ActionResultsCommand.self, ActionShowCommand.self,
      ActionCreateCommand.self, ActionUpdateCommand.self,
    ], default: ActionListCommand.self)
}

extension ActionStatus: ExpressibleByArgument {}
extension ActionType: ExpressibleByArgument {}

/// Actions as people read them.
enum ActionTable {
  static func table(
    of actions: [Noun.Action], _ option: LongOption, _ console: Console
  ) -> Table {
    var table = Table.named(
      option,
      [
        .init(heading: "WHEN", dispensability: 1), .init(heading: "STATUS"),
        .init(heading: "TYPE"), .init(heading: "PAYLOAD"),
      ])
    table.rows = actions.map {
      console.named("\($0.number)", $0.id, option) + [
        console.when($0.updatedAt), $0.status.rawValue, $0.type.rawValue, $0.payload.text,
      ]
    }
    return table
  }
}

struct ActionListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List a context's actions, the oldest first.",
    examples: ["skein action list --status pending"])

  @OptionGroup var owner: ContextOption
  @Option(help: ArgumentHelp("Only actions with this status.", valueName: "status"))
  var status: ActionStatus?
  @Option(help: ArgumentHelp("Only actions of this type.", valueName: "type")) var type: ActionType?
  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = ActionList.Params(
      contextId: try owner.id(on: connection), status: status, type: type)
    let listing = try Listing(
      ActionList.self, params, limit: \.limit, cursor: \.cursor, options, on: connection)
    try listing.show(session.console, asJSON: global.json) {
      ActionTable.table(of: $0, columns, session.console)
    }
  }
}

struct ActionResultsCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "results", "List the results of a context's ended actions.",
    examples: ["skein action results"])

  @OptionGroup var owner: ContextOption
  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = ActionResults.Params(contextId: try owner.id(on: connection))
    let listing = try Listing(
      ActionResults.self, params, limit: \.limit, cursor: \.cursor, options, on: connection)
    try listing.show(session.console, asJSON: global.json) { table(of: $0, session.console) }
  }

  private func table(of outcomes: [ActionOutcome], _ console: Console) -> Table {
    var table = Table.named(
      columns,
      [.init(heading: "STATUS"), .init(heading: "TYPE"), .init(heading: "RESULT")])
    table.rows = outcomes.map {
      console.named("\($0.action.number)", $0.action.id, columns) + [
        $0.action.status.rawValue, $0.action.type.rawValue,
        $0.result?.text ?? (console.isTerminal ? "–" : ""),
      ]
    }
    return table
  }
}

struct ActionShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Show one action.",
    examples: ["skein action show 4"])

  @OptionGroup var action: ActionChoice
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = ActionGet.Params(actionId: try action.id(on: connection))
    try session.read(ActionGet.self, params, on: connection) { found in
      let context = try Noun.Context.get(found.action.contextId, on: connection)
      try facts(of: found.action, context.reference).show(session.console)
    }
  }

  private func facts(of action: Noun.Action, _ context: String) -> Facts {
    var facts = Facts()
    facts.add("action", "\(action.number)")
    facts.add("id", "\(action.id)")
    facts.add("context", context)
    facts.add("type", action.type.rawValue)
    facts.add("status", action.status.rawValue)
    facts.add("payload", action.payload.text)
    facts.add("result", action.result?.text)
    facts.add("started", action.startedAt?.description)
    facts.add("ended", action.endedAt?.description)
    return facts
  }
}
