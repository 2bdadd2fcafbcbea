import Store
import Wire

extension TaskCreate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> TaskResult {
    TaskResult(try changes.createTask(params, made: daemon.ids.next()))
  }
}

extension TaskGet: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> TaskResult {
    TaskResult(try rows.task(params.which()))
  }
}

extension TaskFind: ScanHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Found<Noun.Task> {
    try rows.tasks(named: params.name, includeDeleted: params.includeDeleted ?? false)
  }
}

extension TaskUpdate: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> TaskResult {
    TaskResult(try changes.updateTask(params))
  }
}

extension TaskToggle: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> TaskResult {
    TaskResult(try changes.toggleTask(params.id))
  }
}

extension TaskDelete: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Done {
    try changes.deleteTask(params.id, permanent: params.permanent ?? false)
    return Done()
  }
}

extension TaskRestore: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> TaskResult {
    TaskResult(try changes.restoreTask(params.id))
  }
}

extension TaskList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Task> {
    try rows.tasks(params)
  }
}

extension TaskArchive: TurnHandler {
  static func handle(_ params: Params, from session: Session, answer: Answer<Result>) {
    let release = session.holdReads()
    session.owned.write({ changes in
      try answer.call.begin()
      return try changes.archiveTasks(params)
    }) { session.archive(params, $0, counted: 0, answer, release) }
  }
}

extension Session {
  /// Continues with the next write until all are done; `release` lets this connection's later reads
  /// continue.
  fileprivate func archive(
    _ params: TaskArchive.Params,
    _ step: Result<(archived: Int, next: ArchivePlace?), any Error>, counted: Int,
    _ answer: Answer<TaskArchive.Result>, _ release: @escaping @Sendable () -> Void
  ) {
    switch step {
    case .success((let archived, let next?)):
      owned.lasting.write({ try $0.archiveTasks(params, from: next) }) { [self] in
        archive(params, $0, counted: counted + archived, answer, release)
      }
    case .success((let archived, nil)):
      answer.succeed(.init(archived: counted + archived))
      release()
    case .failure(let error):
      answer.fail(error)
      release()
    }
  }
}

extension TaskCounts: ScanHandler {
  static func handle(
    _ params: NoParams, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    try rows.taskCounts()
  }
}
