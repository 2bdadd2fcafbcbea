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
