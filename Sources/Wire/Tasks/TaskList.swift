/// What orders a list of tasks.
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
    By createdAt in the order in which they were made, by updatedAt in the order in which they \
    last changed; no clock decides either. Titles are compared character by character, the \
    letters A to Z as a to z, and equal ones stand in the order in which they were made.
    """

  package struct Params: Payload {
    package static let fields = [
      "completed": "Only those that are done, or only those that are not.",
      "sort": "What orders them; createdAt unless given.",
      "order": "asc begins with the first or the oldest; desc unless given, asc by title.",
      "limit": "The most entries that a page holds, 1 to 200; 50 by default.",
      "cursor": "The nextCursor of the previous page.",
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
