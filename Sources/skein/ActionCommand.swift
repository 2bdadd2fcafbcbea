import ArgumentParser
import Client
import Wire

struct ActionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "action", abstract: "List, show, create and move the actions of a context.",
    discussion: """
      An action is named by its number within its context, or by its id. The context is the active \
      one unless --context names another.
      """,
    subcommands: [
      ActionListCommand.self, ActionResultsCommand.self, ActionShowCommand.self,
      ActionCreateCommand.self, ActionUpdateCommand.self,
    ], defaultSubcommand: ActionListCommand.self)
}

extension ActionStatus: ExpressibleByArgument {}
extension ActionType: ExpressibleByArgument {}

/// Whose actions or previews a command means.
struct ContextOption: ParsableArguments {
  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp("The context; the active one unless given.", valueName: "context"),
    completion: Completions.contexts)
  var context: String?
}

/// Actions as people read them.
enum ActionTable {
  static func table(
    of actions: [Noun.Action], _ option: LongOption, _ console: Console
  ) -> Table {
    var table = Table.named(
      option,
      [
        .init(heading: "WHEN"), .init(heading: "STATUS"), .init(heading: "TYPE"),
        .init(heading: "PAYLOAD"),
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
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List a context's actions, the oldest first.")

  @OptionGroup var owner: ContextOption
  @Option(help: ArgumentHelp("Only those that stand so.", valueName: "status"))
  var status: ActionStatus?
  @Option(help: ArgumentHelp("Only work of this sort.", valueName: "type")) var type: ActionType?
  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = ActionList.Params(
      contextId: try connection.context(owner.context), status: status, type: type)
    let listing = try Listing(
      ActionList.self, params, limit: \.limit, cursor: \.cursor, options, on: connection)
    try listing.show(session.console, asJSON: global.json) {
      ActionTable.table(of: $0, columns, session.console)
    }
  }
}

struct ActionResultsCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "results", abstract: "List what came of a context's ended actions.")

  @OptionGroup var owner: ContextOption
  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = ActionResults.Params(contextId: try connection.context(owner.context))
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
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one action.")

  @Argument(help: "The action.") var id: String
  @OptionGroup var owner: ContextOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let action = try connection.action(named: id) { try connection.context(owner.context) }
    let params = ActionGet.Params(actionId: action)
    if global.json {
      return try session.console.print(json: connection.callRaw(ActionGet.self, params))
    }
    let found = try connection.call(ActionGet.self, params).action
    let context = try Noun.Context.get(found.contextId, on: connection)
    try facts(of: found, context.reference).show(session.console)
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

struct ActionCreateCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Write down what is to be done, and print its number.",
    discussion: "It waits, pending, until some client takes it up.")

  @Argument(help: "What sort of work it is.") var type: ActionType
  @Argument(
    help: ArgumentHelp(
      "What is to be done, as a JSON object; - is standard input.", valueName: "payload"))
  var payload = "{}"
  @OptionGroup var owner: ContextOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let object = try TypedJSON.object(
      session.text(payload, for: "The payload"), as: FreeObject.self, "The payload")
    let connection = try session.dialer.connect()
    let params = ActionCreate.Params(
      contextId: try connection.context(owner.context), type: type, payload: object ?? .empty)
    _ = try session.call(ActionCreate.self, params, global, on: connection) {
      "\($0.action.number)"
    }
  }
}

struct ActionUpdateCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Take an action up, complete it, fail or decline it.",
    discussion: "Exits with 1 when the action can't become that, as when another took it up.")

  @Argument(help: "The action.") var id: String
  @Argument(help: "What it becomes.") var status: ActionStatus
  @Argument(
    help: ArgumentHelp(
      "What came of it, as a JSON object; - is standard input.", valueName: "result"))
  var result: String?
  @OptionGroup var owner: ContextOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let object = try TypedJSON.object(
      session.text(ifGiven: result, for: "The result"), as: FreeObject.self, "The result")
    let connection = try session.dialer.connect()
    let action = try connection.action(named: id) { try connection.context(owner.context) }
    let params = ActionUpdate.Params(actionId: action, status: status, result: object)
    try session.change(ActionUpdate.self, params, on: connection) {
      "Action \($0.action.number) is \($0.action.status.rawValue)."
    }
  }
}
