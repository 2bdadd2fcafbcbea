import ArgumentParser
import Client
import Wire

struct CallCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "call", "Call a method of the daemon and print its result.",
    discussion: """
      The result is a line of JSON. Notifications that come before it, or that the method sends \
      after it, are printed too, each as a line. An error is printed to standard error as JSON. \
      rpc.discover describes all methods; skein-rpc(7) explains them.
      """,
    examples: [
      "skein call server/info",
      CommandExample(#"skein call thread/list '{"limit": 3}' | jq .data"#, "With params"),
    ])

  @Argument(help: "The method, such as thread/list.", completion: Completions.methods) var method:
    String
  @Argument(help: "The params, a JSON object; - is standard input.") var params: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let console = session.console
    let params = try encodedParams(session)
    let connection = try session.dialer.connect()
    var turn = KeptTurn(
      id: try FollowedCall.turn(askedBy: method, params: params), fate: .unknown)
    do {
      let result = try connection.callRaw(method, params: params) { message in
        if let begun = FollowedCall.turn(begunBy: message) {
          turn = KeptTurn(id: begun, fate: .taken)
        }
        try console.print(json: message.line)
      }
      try console.print(json: result)
      if let followed = try FollowedCall.turn(of: method, result: result) {
        turn = KeptTurn(id: followed, fate: .taken)
      }
      try follow(after: result, connection, console)
    } catch let fault as ReceivedFault {
      console.status(json: fault.json)
      throw ExitCode.daemonSaidNo
    } catch ClientError.disconnected where FollowedCall.isOfTurn(method) {
      try tellFate(of: turn, session)
    }
  }

  /// Says what became of a turn whose daemon went away: the next one, which is started if need be,
  /// knows it. It is not asked again: what was typed is sent once.
  private func tellFate(of turn: KeptTurn, _ session: Session) throws {
    let deadline = Deadline.after(milliseconds: TurnRunner.reconnectMilliseconds)
    var successor = SuccessorDaemon(session.dialer)
    guard let next = try successor.connection(until: deadline) else {
      throw ClientError.unreachable(
        "The daemon went away and has not come back. \(turn.words)")
    }
    let end =
      successor.isNew
      ? "The daemon ended before the turn was finished, and was started again."
      : "The daemon ended before the turn was finished, and is back."
    session.tell("\(end) \(KeptTurn(id: turn.id, fate: try fate(of: turn, on: next)).words)")
    throw ExitCode.daemonSaidNo
  }

  private func fate(of turn: KeptTurn, on connection: Connection) throws -> KeptTurn.Fate {
    guard let id = turn.id else { return turn.fate }
    do {
      _ = try connection.call(TurnGet.self, .init(turnId: id))
      return .taken
    } catch let fault as Fault where fault.kind == .notFound {
      return .absent
    }
  }

  private func encodedParams(_ session: Session) throws -> [UInt8]? {
    switch params {
    case nil: return nil
    case StandardInput.mark:
      return try TypedJSON.line(session.input.bytes(whenSlow: session.sayThatInputIsAwaited))
    case let params?: return try TypedJSON.line(Array(params.utf8))
    }
  }

  private func follow(
    after result: [UInt8], _ connection: Connection, _ console: Console
  ) throws {
    if method == EventSubscribe.name {
      while true { try console.print(json: connection.receive().line) }
    }
    guard let turn = try FollowedCall.turn(of: method, result: result) else { return }
    while true {
      let message = try connection.receive()
      try console.print(json: message.line)
      if FollowedCall.ends(turn, message) { return }
    }
  }
}
