import Store
import Wire

extension AccountLink: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Result {
    Result(try changes.linkAccount(params, made: daemon.ids.next()))
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
    return Done()
  }
}
