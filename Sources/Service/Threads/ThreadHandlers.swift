import JSON
import Store
import Wire

extension ThreadCreate: ModelNamingHandler {
  static func model(in params: Params) -> ModelName? { params.model }

  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ThreadResult {
    ThreadResult(try changes.createThread(params, made: daemon.ids.next()))
  }
}

extension ThreadGet: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> ThreadResult {
    ThreadResult(try rows.thread(params.which()))
  }
}

extension ThreadFind: ScanHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Found<Noun.Thread> {
    try rows.threads(named: params.name, includeDeleted: params.includeDeleted ?? false)
  }
}

extension ThreadUpdate: ModelNamingHandler {
  static func model(in params: Params) -> ModelName? {
    switch params.model {
    case .set(let name): name
    case .keep, .clear: nil
    }
  }

  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ThreadResult {
    ThreadResult(try changes.updateThread(params))
  }
}

extension ThreadDelete: TurnHandler {
  static func handle(_ params: Params, from session: Session, answer: Answer<Done>) {
    do {
      // Checked before any turn is cancelled. A client that knows the thread's id has the answer of
      // context/create, so the context is already in the database.
      try session.owned.read { try $0.refuseToDeleteOwned(params.id) }
    } catch {
      answer.fail(error)
      return
    }
    session.delete(on: params.id, answer, session.holdReads()) { changes in
      try changes.deleteThread(params.id, permanent: params.permanent ?? false)
    }
  }
}

extension ThreadRestore: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ThreadResult {
    ThreadResult(try changes.restoreThread(params.id))
  }
}

extension ThreadList: ShelvedReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Thread> {
    try rows.threads(params)
  }
}

extension ThreadFork: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ThreadResult {
    ThreadResult(try changes.forkThread(params, made: daemon.ids.next()))
  }
}

extension ThreadRevert: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Result {
    try changes.revertThread(params, fork: daemon.ids.next())
  }
}

extension ThreadExport: ScanHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    let document = try rows.export(params.threadId)
    return switch params.format {
    case .json: Result(document)
    case .markdown: Result(ThreadDocument(markdown: ThreadMarkdown.text(of: document)))
    }
  }
}

extension ThreadSearch: IndexedScanHandler {
  static func listener(
    _ params: Params, of session: Session
  ) -> @Sendable (IndexProgress) -> Void {
    guard params.progress == true else { return { _ in } }
    let pace = ProgressPace(milliseconds: Limits.searchProgressMs)
    // Progress is never sent to a client that does not read.
    return { progress in
      guard session.outlet.unreadBytes < Limits.watcherBacklogBytes, pace.isDue() else { return }
      session.outlet.send(
        Outbound.notification(
          SearchProgressed.self, .init(indexed: progress.indexed, total: progress.total)))
    }
  }

  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<SearchHit> {
    try rows.search(params)
  }
}

extension ThreadImport: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> ThreadResult {
    ThreadResult(try changes.importThread(params, made: daemon.ids.next()))
  }
}
