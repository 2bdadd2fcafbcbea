import ArgumentParser
import Client
import Wire

struct CallCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call any method of the daemon and print its result as a line of JSON.",
    discussion: """
      Notifications that come before the result, or that a method goes on sending after it, are \
      printed as lines too, whole. An error is printed to standard error as JSON. rpc.discover \
      describes all methods; skein-rpc(7) explains them.
      """)

  @Argument(help: "The method, such as thread/list.", completion: Completions.methods) var method:
    String
  @Argument(help: "Its params as JSON; - reads them from standard input.") var params: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let console = session.console
    let params = try encodedParams(session)
    let connection = try session.dialer.connect()
    do {
      let result = try connection.callRaw(method, params: params) {
        try console.print(json: $0.line)
      }
      try console.print(json: result)
      try follow(after: result, connection, console)
    } catch let fault as ReceivedFault {
      console.status(json: fault.json)
      throw ExitCode.daemonSaidNo
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
    if method == "event/subscribe" {
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
