import ArgumentParser
import Client
import Wire

struct TaskAddCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "add", "Add a task and print its number.",
    examples: [
      #"skein task add "Book the ferry""#,
      CommandExample(
        #"skein task add -t 12 -d "Two berths." Book the ferry"#,
        "With a description and the thread that it is about"),
    ])

  @Argument(help: "The title; - is standard input.") var title: [String]
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The description; - is standard input.", valueName: "text"))
  var description: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The thread that the task is about.", valueName: "thread"),
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
  static let declaration = CommandDeclaration(
    "edit", "Change a task's title, description or thread.",
    examples: [#"skein task edit 7 "Book the night ferry""#, "skein task edit 7 --no-thread"])

  @Argument(help: "The task.", completion: Completions.tasks) var id: String
  @Argument(help: "Its new title.") var title: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The new description; - is standard input.", valueName: "text"))
  var description: String?
  @Flag(help: "Remove the description.") var noDescription = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The thread that the task is about.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @Flag(help: "Remove the thread.") var noThread = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    try refuseSeveral(
      of: ("--description", description != nil), ("--no-description", noDescription))
    try refuseSeveral(of: ("--thread", thread != nil), ("--no-thread", noThread))
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
  static let declaration = CommandDeclaration(
    "rm", "Delete tasks; task restore brings them back.",
    examples: [
      "skein task rm 7",
      CommandExample("skein task rm --permanent 7", "Erase a task"),
    ])

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
  static let declaration = CommandDeclaration(
    "restore", "Bring deleted tasks back.",
    examples: ["skein task restore 7"])

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
