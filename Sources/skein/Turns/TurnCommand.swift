import ArgumentParser
import Client
import Wire

struct TurnCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "turn", "List, show and cancel questions.",
    discussion: """
      A turn is one question to a model. It is named by its id, or the beginning or end of its id.
      """,
    examples: ["skein turn", "skein turn show 3f7a9c21"],
    below: [TurnListCommand.self, TurnShowCommand.self, TurnCancelCommand.self],
    default: TurnListCommand.self)
}

struct TurnCancelCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "cancel", "Cancel a question that is queued or being answered.",
    discussion: """
      What the model has said is kept. Without an id: the one that runs in this terminal's thread, \
      wherever it was asked.
      """,
    examples: ["skein turn cancel"])

  @Argument(
    help: "The turn's id, or its beginning or end.", completion: Completions.unfinishedTurns)
  var id: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let cancel = TurnCancel.Params(turnId: try chosen(session, connection))
    let (result, json) = try connection.callBoth(TurnCancel.self, cancel)
    if global.json { return try session.console.print(json: json) }
    session.tell(
      "\(QuotedWords.of(result.turn.input ?? "")) is \(TurnText.state(of: result.turn)).")
  }

  private func chosen(_ session: Session, _ connection: Connection) throws -> TurnID {
    if let id { return try TurnReference(id).resolve(on: connection) }
    let thread = try session.ownThread(nil, on: connection)
    let running = try connection.call(
      TurnList.self, .init(threadId: thread, status: .running, limit: PageLimit(1)))
    guard let turn = running.data.first else {
      throw ClientError.usage("Nothing is being answered in this thread.")
    }
    return turn.id
  }
}
