import ArgumentParser
import Client
import Wire

struct ActionCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "action", "List, show, create and update the actions of a context.",
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

/// Whose actions or previews a command means.
struct ContextOption: ParsableArguments {
  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp("The context; the active one by default.", valueName: "context"),
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
      contextId: try connection.context(owner.context), status: status, type: type)
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
  static let declaration = CommandDeclaration(
    "show", "Show one action.",
    examples: ["skein action show 4"])

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
  static let declaration = CommandDeclaration(
    "create", "Create an action and print its number.",
    discussion: "The action is pending until a client runs it.",
    examples: [#"skein action create modify_files '{"files": ["shapes.c"]}'"#])

  @Argument(help: "The type of the action.") var type: ActionType
  @Argument(
    help: ArgumentHelp(
      "The payload, a JSON object; - is standard input.", valueName: "payload"))
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
  static let declaration = CommandDeclaration(
    "update", "Start, complete, fail or decline an action.",
    discussion: """
      Exits with 1 if the action can not have this status, as when another client started it \
      first.
      """,
    examples: [
      "skein action update 4 running",
      CommandExample(
        #"skein action update 4 completed '{"url": "https://example.org"}'"#,
        "Complete it with a result"),
    ])

  @Argument(help: "The action.") var id: String
  @Argument(help: "The new status.") var status: ActionStatus
  @Argument(
    help: ArgumentHelp(
      "The result, a JSON object; - is standard input.", valueName: "result"))
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
