import ArgumentParser
import Client
import Wire

struct TaskDoneCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "done", "Mark tasks as done.",
    examples: ["skein task done 7 8"])

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.complete(ids, true)
  }
}

struct TaskUndoCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "undo", "Mark tasks as not done.",
    examples: ["skein task undo 7"])

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.complete(ids, false)
  }
}

struct TaskArchiveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "archive", "Archive completed tasks: take them out of the lists.",
    discussion: "The tasks that are named, those that were completed before a time, or both.",
    examples: ["skein task archive 7", "skein task archive --completed-before november"])

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String] = []
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Archive what was completed before this time.", valueName: "time"))
  var completedBefore: Moment?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if ids.isEmpty && completedBefore == nil {
      throw ValidationError("Expected tasks, --completed-before or both.")
    }
  }

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let tasks = try ids.map { try session.task($0, on: connection) }
    let json = try connection.callRaw(
      TaskArchive.self,
      TaskArchive.Params(
        taskIds: ids.isEmpty ? nil : tasks.map(\.id), completedBefore: completedBefore?.time))
    if global.json { return try session.console.print(json: json) }
    let result = try TypedJSON.read(json, TaskArchive.Result.self, of: TaskArchive.name)
    if result.archived > 0, result.archived == tasks.count {
      for task in tasks { session.confirm("\(task.subject) is archived.") }
    } else {
      session.confirm(summary(of: tasks, archived: result.archived))
    }
  }

  /// What is not done stays, and so does what is archived.
  private func summary(of tasks: [Noun.Task], archived count: Int) -> String {
    guard count == 0 else {
      return "\(counted(count, "task")) \(count == 1 ? "is" : "are") archived."
    }
    guard tasks.count == 1, let task = tasks.first else { return "There was nothing to archive." }
    if task.archivedAt != nil { return "\(task.subject) was archived before." }
    return task.completed
      ? "\(task.subject) was not completed before then, and stays."
      : "\(task.subject) is not done, and stays: skein task done \(task.reference) says that it is."
  }
}

extension Session {
  /// All are known before one is changed.
  fileprivate func complete(_ ids: [String], _ completed: Bool) throws {
    let connection = try dialer.connect()
    let tasks = try ids.map { try task($0, on: connection) }
    for task in tasks {
      try change(TaskUpdate.self, .completing(task.id, completed), on: connection) {
        if task.completed == completed {
          return "\($0.task.subject) was \(completed ? "done" : "to be done") before: "
            + "nothing has changed."
        }
        return "\($0.task.subject) is \(completed ? "done" : "to be done")."
      }
    }
  }
}
