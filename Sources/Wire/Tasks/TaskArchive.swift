/// `task/archive`
package enum TaskArchive: Method {
  package typealias Runs = Turn
  package static let name = "task/archive"
  package static let summary = "Archive completed tasks: lists no longer show them."
  package static let details = """
    Give taskIds, completedBefore or both; with both, only the named tasks that were completed \
    before that time are archived. Named tasks that are not completed, or are already archived, do \
    not change; if one of them does not exist, nothing is archived. completedBefore alone archives \
    in small steps, and other clients can write between two steps: a task that changes in the \
    meantime is not archived, and tasks that were archived before an error stay archived. Archived \
    tasks are counted, are listed with `includeArchived`, and return to the lists when they are \
    made incomplete.
    """
  package static let faults: [Fault.Kind] = [.notFound]
  /// The most ids in one call.
  package static let idLimit = 1000

  package struct Params: Payload {
    package static let fields = [
      "taskIds": "The tasks to archive, 1000 at most.",
      "completedBefore": "Archive only tasks that were completed before this time.",
    ]

    package var taskIds: [TaskID]?
    package var completedBefore: Timestamp?

    package init(taskIds: [TaskID]? = nil, completedBefore: Timestamp? = nil) {
      self.taskIds = taskIds
      self.completedBefore = completedBefore
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["archived": "How many tasks this call archived."]

    package let archived: Int

    package init(archived: Int) {
      self.archived = archived
    }
  }

  package static let example = Example<TaskArchive>(
    Params(completedBefore: Timestamp(milliseconds: 1_795_219_200_000)), Result(archived: 3))
}
