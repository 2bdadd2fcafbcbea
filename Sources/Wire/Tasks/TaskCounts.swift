/// `task/counts`
package enum TaskCounts: Method {
  package typealias Runs = Scan
  package static let name = "task/counts"
  package static let summary = "Count tasks by their state."
  package static let details = "Archived tasks are counted, deleted ones are not."

  package typealias Params = NoParams

  package struct Result: Payload, Equatable {
    package static let fields = [
      "total": "All tasks that are not deleted.",
      "completed": "Tasks that are done, including archived ones.",
      "incomplete": "Tasks that are not done.",
      "archived": "Tasks that are archived; completed includes them.",
    ]

    package let total: Int
    package let completed: Int
    package let incomplete: Int
    package let archived: Int

    /// `done` is the number of tasks that are completed and not archived.
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
