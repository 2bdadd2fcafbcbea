import Store
import Wire

extension ContextCreate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Result {
    let made = try changes.createContext(
      params, made: daemon.ids.next(), thread: daemon.ids.next())
    return Result(context: made.context, thread: made.thread)
  }
}

extension ContextGet: ScanHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    try rows.snapshot(params.which(), with: Set(params.include ?? []))
  }
}

extension ContextFind: ScanHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Found<Noun.Context> {
    try rows.contexts(named: params.name, includeDeleted: params.includeDeleted ?? false)
  }
}

extension ContextActive: ShelvedReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    Result(try rows.activeContext())
  }
}

extension ContextList: ShelvedReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Context> {
    try rows.contexts(
      status: params.status, limit: params.limit ?? .standard, cursor: params.cursor,
      includeDeleted: params.includeDeleted ?? false)
  }
}

extension ContextUpdate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ContextResult {
    ContextResult(try changes.updateContext(params))
  }
}

extension ContextDelete: TurnHandler {
  static func handle(_ params: Params, from session: Session, answer: Answer<Done>) {
    let release = session.holdReads()
    // It waits for the writes before it: one of them may create the context.
    session.owned.write({ try $0.rows.context(params.id).threadId }) { result in
      switch result {
      case .success(let thread):
        session.delete(on: thread, answer, release) { changes in
          try changes.deleteContext(params.id, permanent: params.permanent ?? false)
        }
      case .failure(let error):
        answer.fail(error)
        release()
      }
    }
  }
}

extension ContextRestore: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ContextResult {
    ContextResult(try changes.restoreContext(params.id))
  }
}
