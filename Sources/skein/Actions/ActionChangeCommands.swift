import ArgumentParser
import Client
import Wire

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
    let object = try session.object(payload, FreeObject.self, "The payload")
    let connection = try session.dialer.connect()
    let params = ActionCreate.Params(
      contextId: try owner.id(on: connection), type: type, payload: object ?? .empty)
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

  @OptionGroup var action: ActionChoice
  @Argument(help: "The new status.") var status: ActionStatus
  @Argument(
    help: ArgumentHelp(
      "The result, a JSON object; - is standard input.", valueName: "result"))
  var result: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let object = try session.object(result, FreeObject.self, "The result")
    let connection = try session.dialer.connect()
    let params = ActionUpdate.Params(
      actionId: try action.id(on: connection), status: status, result: object)
    try session.change(ActionUpdate.self, params, on: connection) {
      "Action \($0.action.number) is \($0.action.status.rawValue)."
    }
  }
}
