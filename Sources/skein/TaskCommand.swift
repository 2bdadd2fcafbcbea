import ArgumentParser
import Client
import Wire

struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "Keep a list of what is to be done.",
    discussion: "A task is named by its id; the beginning of it is enough.",
    subcommands: [
      TaskAddCommand.self, TaskListCommand.self, TaskShowCommand.self, TaskEditCommand.self,
      TaskDoneCommand.self, TaskUndoCommand.self, TaskRemoveCommand.self, TaskRestoreCommand.self,
      TaskArchiveCommand.self, TaskCountCommand.self,
    ])
}

struct TaskListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tasks, the newest first.")

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

  @Option(help: ArgumentHelp("How many to list.", valueName: "count")) var limit = 50
  @Flag(help: "List all of them.") var all = false
  @Flag(help: "Only those that are to be done.") var open = false
  @Flag(help: "Only those that are done.") var done = false
  @Flag(help: "List archived ones too.") var archived = false
  @Flag(help: "List deleted ones too.") var deleted = false
  @Option(help: ArgumentHelp("What orders them.", valueName: "key"))
  var sort = Key.created
  @Flag(help: "The other way round.") var reverse = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit: expected 1 or more.") }
    if open && done { throw ValidationError("--open and --done: expected one of them.") }
  }

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    var tasks: [Noun.Task] = []
    var merged = MergedPages()
    var hasMore = false
    // A page holds no more than the last one may: the cursor after it is then the list's.
    var left = all ? Int.max : limit
    var params = TaskList.Params(
      completed: open ? false : done ? true : nil, sort: sort.sort, order: order,
      includeDeleted: deleted ? true : nil, includeArchived: archived ? true : nil)
    repeat {
      params.limit = PageLimit(min(left, PageLimit.range.upperBound))
      try connection.pages(TaskList.self, params, cursor: \.cursor) { page, value in
        tasks += page.data
        merged.append(value)
        left -= page.data.count
        params.cursor = page.nextCursor
        return false
      }
      hasMore = params.cursor != nil
    } while hasMore && left > 0
    if global.json { return try session.console.print(json: merged.json) }
    try session.console.show(table(of: tasks, session.console))
    if hasMore, session.console.isTerminal, session.console.hasStatus {
      session.console.note("there are more; --all lists them")
    }
  }

  private var order: SortOrder { (sort == .title) == reverse ? .descending : .ascending }

  /// A terminal gets short ids and ages, a pipe what does not change.
  private func table(of tasks: [Noun.Task], _ console: Console) -> Table {
    var table = Table(columns: [
      .init(heading: "ID"), .init(heading: "WHEN"), .init(heading: "DONE"), .init(heading: "TITLE"),
    ])
    let length = console.isTerminal ? IDReference.shownLength(of: tasks.map(\.id)) : 36
    table.rows = tasks.map { task in
      let moment = sort == .updated ? task.updatedAt : task.createdAt
      let marks = [
        task.archivedAt != nil ? "(archived) " : "", task.deletedAt != nil ? "(deleted) " : "",
      ]
      return [
        String(task.id.description.prefix(length)),
        console.isTerminal ? Age.text(of: moment) : moment.description,
        console.isTerminal ? (task.completed ? "x" : "") : (task.completed ? "done" : "open"),
        (console.isTerminal ? marks.joined() : "") + task.title.text,
      ]
    }
    return table
  }
}

struct TaskShowCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a task.")

  @Argument(help: "The task.", completion: Completions.tasks) var id: String
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = TaskGet.Params(taskId: try session.task(id, on: connection, includeDeleted: true))
    if global.json {
      return try session.console.print(json: connection.callRaw(TaskGet.self, params))
    }
    let task = try connection.call(TaskGet.self, params).task
    try session.console.print(task.title.text + "\n")
    if let description = task.description?.text, !description.isEmpty {
      try session.console.print("\n\(description.trimmingLineEnd())\n")
    }
    try session.console.write("\n" + facts(of: task).joined(separator: "\n") + "\n")
  }

  private func facts(of task: Noun.Task) -> [String] {
    let facts: [(String, String?)] = [
      ("Id", "\(task.id)"), ("Thread", task.threadId?.description),
      ("Created", "\(task.createdAt)"), ("Changed", "\(task.updatedAt)"),
      ("Completed", task.completedAt?.description), ("Archived", task.archivedAt?.description),
      ("Deleted", task.deletedAt?.description),
    ]
    return facts.compactMap { name, value in value.map { "\(name): \($0)" } }
  }
}

struct TaskCountCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Count tasks by how they stand.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    if global.json {
      return try session.console.print(json: connection.callRaw(TaskCounts.self, NoParams()))
    }
    let counts = try connection.call(TaskCounts.self, NoParams())
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
