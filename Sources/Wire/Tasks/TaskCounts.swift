/// `task/counts`
package enum TaskCounts: Method {
  package typealias Runs = Scan
  package static let name = "task/counts"
  package static let summary = "Count tasks by how they stand."
  package static let details = "Archived ones count, deleted ones do not."

  package typealias Params = NoParams

  package struct Result: Payload, Equatable {
    package static let fields = [
      "total": "All that are not deleted.",
      "completed": "Those that are done, archived ones too.",
      "incomplete": "Those that are not.",
      "archived": "Those that are archived; they are among the completed.",
    ]

    package let total: Int
    package let completed: Int
    package let incomplete: Int
    package let archived: Int

    /// `done` are those that are completed and not archived.
    package init(incomplete: Int, done: Int, archived: Int) {
      total = incomplete + done + archived
      completed = done + archived
      self.incomplete = incomplete
      self.archived = archived
    }
  }

  package static let example = Example<TaskCounts>(
    NoParams(), Result(incomplete: 4, done: 2, archived: 3))
}
