import ArgumentParser
import Client
import Wire

struct TaskAddCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a task and print its number.")

  @Argument(help: "What is to be done; - is standard input.") var title: [String]
  @Option(name: .shortAndLong, help: ArgumentHelp("More about it.", valueName: "text"))
  var description: String?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The thread it is about.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let words = try session.text(title, for: "The title")
    guard let title = try checked(words, TaskTitle.self, "The title") else { return }
    let description = try checked(
      session.text(ifGiven: description, for: "--description"), TaskDescription.self,
      "--description")
    let connection = try session.dialer.connect()
    let thread = try thread.map { try session.thread($0, on: connection) }
    let params = TaskCreate.Params(
      id: IDSource().next(), title: title, description: description, threadId: thread)
    _ = try session.call(TaskCreate.self, params, global, on: connection) { $0.task.reference }
  }
}

struct TaskEditCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a task's title, description or thread.")

  @Argument(help: "The task.", completion: Completions.tasks) var id: String
  @Argument(help: "Its new title.") var title: [String] = []
  @Option(name: .shortAndLong, help: ArgumentHelp("Its new description.", valueName: "text"))
  var description: String?
  @Flag(help: "Take its description away.") var noDescription = false
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The thread it is about.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @Flag(help: "Take its thread away.") var noThread = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if description != nil && noDescription {
      throw ValidationError("--description and --no-description: expected one of them.")
    }
    if thread != nil && noThread {
      throw ValidationError("--thread and --no-thread: expected one of them.")
    }
    if title.isEmpty && description == nil && thread == nil && !noDescription && !noThread {
      throw ValidationError("Expected a new title, a description or a thread.")
    }
  }

  func execute(_ session: Session) throws {
    let words = title.isEmpty ? nil : try session.text(title, for: "The title")
    let title = try checked(words, TaskTitle.self, "The title")
    let description = try checked(
      session.text(ifGiven: description, for: "--description"), TaskDescription.self,
      "--description")
    let connection = try session.dialer.connect()
    let thread = try thread.map { try session.thread($0, on: connection) }
    let params = TaskUpdate.Params.editing(
      try session.task(id, on: connection).id, title: title,
      description: noDescription ? .clear : description.map { .set($0) } ?? .keep,
      thread: noThread ? .clear : thread.map { .set($0) } ?? .keep)
    try session.change(TaskUpdate.self, params, on: connection) {
      "\($0.task.subject) is changed."
    }
  }
}

struct TaskDoneCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Say that tasks are done.")

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.complete(ids, true)
  }
}

struct TaskUndoCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Say that tasks are to be done after all.")

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.complete(ids, false)
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

struct TaskRemoveCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Delete tasks; task restore brings them back.")

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var removal: RemovalOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let tasks: [Noun.Task] = try session.removable(ids, removal, on: connection)
    try session.remove(
      tasks, by: TaskDelete.self, removal, on: connection,
      params: { TaskDelete.Params(taskId: $0, permanent: $1) })
  }
}

struct TaskRestoreCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring deleted tasks back.")

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let tasks: [Noun.Task] = try session.restorable(ids, on: connection)
    try session.restore(
      tasks, by: TaskRestore.self, on: connection, params: { TaskRestore.Params(taskId: $0) })
  }
}

struct TaskArchiveCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Take completed tasks out of the lists.",
    discussion: """
      Those named, or those completed before a moment, or both.
      """)

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String] = []
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only what was completed before.", valueName: "time"))
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
