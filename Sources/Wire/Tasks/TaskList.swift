/// What a list of tasks is sorted by.
package enum TaskSort: String, Codable, CaseIterable, Sendable {
  case createdAt, updatedAt, title
}

/// `task/list`
package enum TaskList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Task>
  package static let name = "task/list"
  package static let summary = "List tasks, the newest first."
  package static let details = """
    createdAt sorts by the order in which the tasks were made, updatedAt by the order of their \
    last changes; no clock decides either. title compares character by character, with the letters \
    A to Z as a to z; tasks with the same title are in the order in which they were made.
    """

  package struct Params: Payload {
    package static let fields = [
      "completed":
        "true: only tasks that are done; false: only tasks that are not; by default both.",
      "sort": "What to sort by; createdAt by default.",
      "order":
        "asc starts with the oldest or the first title, desc with the last; the default is desc, but asc for title.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
      "includeDeleted": "Whether deleted tasks are listed too; false by default.",
      "includeArchived": "Whether archived tasks are listed too; false by default.",
    ]

    package var completed: Bool?
    package var sort: TaskSort?
    package var order: SortOrder?
    package var limit: PageLimit?
    package var cursor: Cursor?
    package var includeDeleted: Bool?
    package var includeArchived: Bool?

    package init(
      completed: Bool? = nil, sort: TaskSort? = nil, order: SortOrder? = nil,
      limit: PageLimit? = nil, cursor: Cursor? = nil, includeDeleted: Bool? = nil,
      includeArchived: Bool? = nil
    ) {
      self.completed = completed
      self.sort = sort
      self.order = order
      self.limit = limit
      self.cursor = cursor
      self.includeDeleted = includeDeleted
      self.includeArchived = includeArchived
    }
  }

  package static let example = Example<TaskList>(
    Params(completed: false, limit: PageLimit(20)), Page([Noun.Task.example]))
}
