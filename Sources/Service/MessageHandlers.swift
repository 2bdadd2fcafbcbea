import Store
import Wire

extension MessageList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Message> {
    try rows.messages(
      of: params.threadId, afterSequence: params.afterSequence,
      limit: params.limit ?? .standard, cursor: params.cursor, order: params.order ?? .ascending)
  }
}

extension MessageGet: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> MessageResult {
    MessageResult(try rows.message(params.id))
  }
}

extension MessageAppend: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> MessageResult {
    MessageResult(try changes.appendMessage(params, made: daemon.ids.next()))
  }
}
