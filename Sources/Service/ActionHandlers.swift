import Store
import Wire

extension ActionCreate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ActionResult {
    ActionResult(try changes.createAction(params, made: daemon.ids.next()))
  }
}

extension ActionGet: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> ActionResult {
    ActionResult(try rows.action(params.which()))
  }
}

extension ActionList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Action> {
    try rows.actions(
      of: params.contextId, status: params.status, type: params.type,
      limit: params.limit ?? .standard, cursor: params.cursor)
  }
}

extension ActionUpdate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ActionResult {
    ActionResult(try changes.updateAction(params))
  }
}

extension ActionResults: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<ActionOutcome> {
    try rows.outcomes(
      of: params.contextId, limit: params.limit ?? .standard, cursor: params.cursor)
  }
}
