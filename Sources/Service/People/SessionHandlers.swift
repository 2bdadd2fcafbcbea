import Store
import Wire

extension AuthLogin: OpenHandler {
  static func handle(_ params: Params, on connection: Connection) throws -> UserResult {
    UserResult(try connection.logIn(params.token))
  }
}

extension SessionCreate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Result {
    try changes.createSession(params, made: daemon.ids.next())
  }
}

extension SessionList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Session> {
    try rows.sessions(limit: params.limit ?? .standard, cursor: params.cursor)
  }
}

extension SessionRevoke: TurnHandler {
  static func handle(_ params: Params, from session: Session, answer: Answer<Done>) {
    session.write({ try $0.revokeSession(params.id) }) { result in
      switch result {
      case .success:
        session.daemon.connections.endFollowing(of: params.id, of: session.owner.key)
        answer.succeed(Done())
      case .failure(let error): answer.fail(error)
      }
    }
  }
}
