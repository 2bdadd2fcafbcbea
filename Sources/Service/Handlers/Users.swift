import Store
import Wire

extension UserGet: ReadHandler {
  static func handle(
    _ params: NoParams, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    Result(try rows.user())
  }
}

extension Whoami: ReadHandler {
  static func handle(
    _ params: NoParams, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    Result(user: try rows.user(), via: rows.owner.via, isOperator: rows.owner.isOperator)
  }
}
