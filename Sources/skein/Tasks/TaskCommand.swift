import ArgumentParser
import Client
import Wire

struct TaskCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "task", "Keep a list of tasks.",
    discussion: "A task is named by its number, its title, its id or the beginning of its id.",
    examples: [#"skein task add "Book the ferry""#, "skein task", "skein task done 7"],
    below: [
      TaskAddCommand.self, TaskListCommand.self, TaskShowCommand.self, TaskEditCommand.self,
      TaskDoneCommand.self, TaskUndoCommand.self, TaskRemoveCommand.self, TaskRestoreCommand.self,
      TaskArchiveCommand.self, TaskCountCommand.self,
    ], default: TaskListCommand.self)
}

struct TaskListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List tasks, the newest first.",
    examples: ["skein task list --open", "skein task list --sort title --all"])

  enum Key: String, ExpressibleByArgument, CaseIterable {
    case created, updated, title

    var sort: TaskSort {
      switch self {
      case .created: .createdAt
      case .updated: .updatedAt
      case .title: .title
      }
    }
  }

  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @Flag(help: "Only tasks that are not done.") var open = false
  @Flag(help: "Only tasks that are done.") var done = false
  @Flag(help: "List only archived tasks.") var archived = false
  @Flag(help: "List only deleted tasks; with --archived, both.") var deleted = false
  @Option(help: ArgumentHelp("What to sort by.", valueName: "key"))
  var sort = Key.created
  @Flag(help: "Reverse the order.") var reverse = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    try refuseSeveral(of: ("--open", open), ("--done", done))
  }

  func execute(_ session: Session) throws {
    let params = TaskList.Params(
      completed: open ? false : done ? true : nil, sort: sort.sort, order: order,
      includeDeleted: deleted ? true : nil,
      // A deleted task may be archived as well.
      includeArchived: archived || deleted ? true : nil)
    let listing = try Listing(
      TaskList.self, params, limit: \.limit, cursor: \.cursor, options,
      on: session.dialer.connect(), where: isListed)
    try listing.show(session.console, asJSON: global.json) { table(of: $0, session.console) }
  }

  /// An archived one that was deleted since is among the deleted.
  private func isListed(_ task: Noun.Task) -> Bool {
    guard archived || deleted else { return true }
    return task.deletedAt != nil ? deleted : archived && task.archivedAt != nil
  }

  private var order: SortOrder { (sort == .title) == reverse ? .descending : .ascending }

  private func table(of tasks: [Noun.Task], _ console: Console) -> Table {
    let hasState = archived || deleted
    var table = Table.named(
      columns,
      [.init(heading: "WHEN"), .init(heading: "DONE")]
        + (hasState ? [.init(heading: "STATE")] : []) + [.init(heading: "TITLE")])
    table.rows = tasks.map { task in
      let moment = sort == .updated ? task.updatedAt : task.createdAt
      let mark = console.isTerminal ? (task.completed ? "x" : "") : task.completed ? "done" : "open"
      return console.named(task.reference, task.id, columns) + [console.when(moment), mark]
        + (hasState ? [task.state] : []) + [task.title.text]
    }
    return table
  }
}

extension Noun.Task {
  /// What a list tells of it beside its title.
  fileprivate var state: String {
    [archivedAt == nil ? nil : "archived", deletedAt == nil ? nil : "deleted"].compactMap(\.self)
      .joined(separator: ", ")
  }
}

struct TaskShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Print a task.",
    examples: ["skein task show 7"])

  @Argument(help: "The task.", completion: Completions.tasks) var id: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let task = try session.task(id, on: connection, includeDeleted: true)
    if global.json {
      let params = TaskGet.Params(taskId: task.id)
      return try session.console.print(json: connection.callRaw(TaskGet.self, params))
    }
    let thread = try task.threadId.map { try Noun.Thread.get($0, on: connection) }
    try session.console.print(task.title.text + "\n")
    if let description = task.description?.text, !description.isEmpty {
      try session.console.print("\n\(description.trimmingLineEnd())\n")
    }
    try session.console.write("\n" + facts(of: task, thread).joined(separator: "\n") + "\n")
  }

  private func facts(of task: Noun.Task, _ thread: Noun.Thread?) -> [String] {
    let facts: [(String, String?)] = [
      ("Number", task.reference), ("Id", "\(task.id)"),
      ("Thread", thread.map { [$0.reference, $0.words ?? ""].joined(separator: "  ") }),
      ("Created", "\(task.createdAt)"), ("Changed", "\(task.updatedAt)"),
      ("Completed", task.completedAt?.description), ("Archived", task.archivedAt?.description),
      ("Deleted", task.deletedAt?.description),
    ]
    return facts.compactMap { name, value in value.map { "\(name): \($0)" } }
  }
}

struct TaskCountCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "count", "Count tasks by status.",
    examples: ["skein task count"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.read(TaskCounts.self, NoParams()) { counts in
      var table = Table(columns: [
        .init(heading: "TASKS", alignsRight: true), .init(heading: "STATUS"),
      ])
      table.rows = [
        ["\(counts.incomplete)", "incomplete"], ["\(counts.completed)", "completed"],
        ["\(counts.archived)", "archived"], ["\(counts.total)", "total"],
      ]
      try session.console.show(table)
    }
  }
}
