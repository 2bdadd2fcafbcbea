import Store
import Wire

extension AccountLink: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Result {
    let account = try changes.linkAccount(params, made: daemon.ids.next())
    try daemon.keyHolders.note(changes)
    return Result(account)
  }
}

extension AccountList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Account> {
    try rows.accounts(limit: params.limit ?? .standard, cursor: params.cursor)
  }
}

extension AccountUnlink: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Done {
    try changes.unlinkAccount(params.id)
    try daemon.keyHolders.note(changes)
    return Done()
  }
}
