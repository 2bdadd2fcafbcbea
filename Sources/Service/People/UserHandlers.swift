import Store
import Wire

extension UserGet: ReadHandler {
  static func handle(
    _ params: NoParams, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> UserResult {
    UserResult(try rows.user())
  }
}

extension Whoami: ReadHandler {
  static func handle(
    _ params: NoParams, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    Result(user: try rows.user(), via: rows.owner.via, isOperator: rows.owner.isOperator)
  }
}

extension UserUpdate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> UserResult {
    UserResult(try changes.updateUser(params))
  }
}

extension UserExport: ScanHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    let isPaged = params.paged == true || params.cursor != nil
    return isPaged ? try rows.exportUser(after: params.cursor) : Result(try rows.exportUser())
  }
}

extension UserCreate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> UserResult {
    UserResult(try changes.operating().createUser(params, made: daemon.ids.next()))
  }
}

extension UserList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.User> {
    try rows.operating().users(limit: params.limit ?? .standard, cursor: params.cursor)
  }
}

extension UserDelete: TurnHandler {
  static func handle(_ params: Params, from session: Session, answer: Answer<Result>) {
    // Later calls of the connection no longer belong to this user.
    let (releaseReads, releaseCalls) = (session.holdReads(), session.connection?.holdCalls(.all))
    let release: @Sendable () -> Void = {
      releaseReads()
      releaseCalls?()
    }
    // Checked after the earlier writes, and before any turn is cancelled.
    session.owned.write({ try $0.rows.refuseUnconfirmed(params.confirm) }) { result in
      switch result {
      case .success: session.erase(params.confirm, answer, release)
      case .failure(let error):
        answer.fail(error)
        release()
      }
    }
  }
}

extension Session {
  /// Ends the user's turns, prevents new ones, erases the user, closes the user's other
  /// connections, then answers; `release` lets this connection's later calls continue.
  fileprivate func erase(
    _ confirm: Email, _ answer: Answer<UserDelete.Result>,
    _ release: @escaping @Sendable () -> Void
  ) {
    let user = owner.key
    daemon.turns.quiet(user) { [self] in
      owned.erase({ try $0.deleteUser(confirm: confirm) }) { [self] result in
        daemon.turns.reopen(user)
        switch result {
        case .success(let (counts, isErased)):
          daemon.shelf.clear()
          daemon.connections.close(of: user, except: connection)
          connection?.lookAgain()
          answer.succeed(.init(erased: isErased, counts: counts))
        case .failure(let error): answer.fail(error)
        }
        release()
      }
    }
  }
}
