import Store
import Wire

extension PreviewCreate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> PreviewResult {
    PreviewResult(try changes.createPreview(params, made: daemon.ids.next()))
  }
}

extension PreviewGet: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> PreviewResult {
    PreviewResult(try rows.preview(params.which()))
  }
}

extension PreviewList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Preview> {
    try rows.previews(
      of: params.contextId, status: params.status, limit: params.limit ?? .standard,
      cursor: params.cursor)
  }
}

extension PreviewUpdate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> PreviewResult {
    PreviewResult(try changes.updatePreview(params))
  }
}

extension PreviewDelete: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Done {
    try changes.deletePreview(params.id)
    return Done()
  }
}
