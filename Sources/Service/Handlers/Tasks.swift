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
    TaskResult(try rows.task(params.taskId))
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
    TaskResult(try changes.toggleTask(params.taskId))
  }
}

extension TaskDelete: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Done {
    try changes.deleteTask(params.taskId, permanent: params.permanent ?? false)
    return Done()
  }
}

extension TaskRestore: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> TaskResult {
    TaskResult(try changes.restoreTask(params.taskId))
  }
}

extension TaskList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Task> {
    try rows.tasks(params)
  }
}

extension TaskArchive: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Result {
    Result(archived: try changes.archiveTasks(params))
  }
}

extension TaskCounts: ScanHandler {
  static func handle(
    _ params: NoParams, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result {
    try rows.taskCounts()
  }
}
