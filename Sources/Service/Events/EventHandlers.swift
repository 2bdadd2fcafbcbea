import Store
import Wire

extension EventSubscribe: AttachHandler {
  static func attach(_ params: Params, to session: Session, answer: Answer<Result>) {
    session.subscribe(since: params.since, answer)
  }
}

extension EventUnsubscribe: LinkHandler {
  static func handle(_ params: NoParams, on session: Session) throws -> Done {
    session.unsubscribe()
    return Done()
  }
}

extension EventList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    try rows.events(since: params.since, limit: params.limit ?? .standard)
  }
}
