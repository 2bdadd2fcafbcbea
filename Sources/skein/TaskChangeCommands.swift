import ArgumentParser
import Client
import Wire

extension Session {
  func task(
    _ name: String, on connection: Connection, includeDeleted: Bool = false
  ) throws -> TaskID {
    try TaskReference(name).resolve(on: connection, includeDeleted: includeDeleted)
  }
}

struct TaskAddCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a task and print its id.")

  @Argument(help: "What is to be done; - is standard input.") var title: [String]
  @Option(name: .shortAndLong, help: ArgumentHelp("More about it.", valueName: "text"))
  var description: String?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The thread it is about.", valueName: "id"),
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
    // With an id of our own we know it without reading the answer.
    let id: TaskID = IDSource().next()
    let result = try connection.callRaw(
      TaskCreate.self,
      TaskCreate.Params(id: id, title: title, description: description, threadId: thread))
    if global.json {
      try session.console.print(json: result)
    } else {
      try session.console.print("\(id)\n")
    }
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
    name: .shortAndLong, help: ArgumentHelp("The thread it is about.", valueName: "id"),
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
    let result = try connection.callRaw(
      TaskUpdate.self,
      .editing(
        session.task(id, on: connection), title: title,
        description: noDescription ? .clear : description.map { .set($0) } ?? .keep,
        thread: noThread ? .clear : thread.map { .set($0) } ?? .keep))
    if global.json { try session.console.print(json: result) }
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
      let result = try connection.callRaw(TaskUpdate.self, .completing(task, completed))
      if options.json { try console.print(json: result) }
    }
  }
}

struct TaskRemoveCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Delete tasks; task restore brings them back.")

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @Flag(help: "Delete for good: nothing brings them back.") var permanent = false
  @Flag(name: .shortAndLong, help: "Do not ask.") var force = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let tasks = try ids.map { try session.task($0, on: connection, includeDeleted: permanent) }
    for task in tasks {
      guard try isMeant(task, session, connection) else { continue }
      let result = try connection.callRaw(
        TaskDelete.self, TaskDelete.Params(taskId: task, permanent: permanent ? true : nil))
      if global.json { try session.console.print(json: result) }
    }
  }

  /// Only a person can be asked.
  private func isMeant(
    _ task: TaskID, _ session: Session, _ connection: Connection
  ) throws -> Bool {
    guard permanent, !force, session.console.canAsk else { return true }
    let found = try connection.call(TaskGet.self, TaskGet.Params(taskId: task)).task
    return session.console.ask(
      "Delete “\(PrintableText.line(found.title.text))” for good? [y/N] ")
  }
}

struct TaskRestoreCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a deleted task back.")

  @Argument(help: "The task.", completion: Completions.tasks) var id: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let task = try session.task(id, on: connection, includeDeleted: true)
    let result = try connection.callRaw(TaskRestore.self, TaskRestore.Params(taskId: task))
    if global.json { try session.console.print(json: result) }
  }
}

struct TaskArchiveCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Take completed tasks out of the lists.",
    discussion: """
      Those named, or those completed before a moment, or both.
      """)

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String] = []
  @Option(help: ArgumentHelp("Only what was completed before.", valueName: "time"))
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
        taskIds: ids.isEmpty ? nil : tasks, completedBefore: completedBefore?.time))
    if global.json { return try session.console.print(json: json) }
    let result = try TypedJSON.read(json, TaskArchive.Result.self, of: TaskArchive.name)
    session.console.note("archived \(result.archived)")
  }
}
