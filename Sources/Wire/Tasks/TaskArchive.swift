/// `task/archive`
package enum TaskArchive: Method {
  package typealias Runs = Turn
  package static let name = "task/archive"
  package static let summary = "Take completed tasks out of the lists."
  package static let details = """
    Either those named, or those completed before a moment, or those named that were completed \
    before it. Named ones that are not completed or are archived already stay as they are; when \
    one is not there, nothing is archived. However many were completed before a moment, others \
    write between; a task that changes meanwhile stays as it is, and after an error what was \
    archived until then is. Archived tasks are counted, listed with `includeArchived`, and back \
    in the lists when they are made incomplete.
    """
  package static let faults: [Fault.Kind] = [.notFound]
  /// Ids in one call.
  package static let idLimit = 1000

  package struct Params: Payload {
    package static let fields = [
      "taskIds": "The tasks to archive, 1000 at most.",
      "completedBefore": "Only what was completed before this moment.",
    ]

    package var taskIds: [TaskID]?
    package var completedBefore: Timestamp?

    package init(taskIds: [TaskID]? = nil, completedBefore: Timestamp? = nil) {
      self.taskIds = taskIds
      self.completedBefore = completedBefore
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["archived": "How many were archived by this call."]

    package let archived: Int

    package init(archived: Int) {
      self.archived = archived
    }
  }

  package static let example = Example<TaskArchive>(
    Params(completedBefore: Timestamp(milliseconds: 1_795_219_200_000)), Result(archived: 3))
}
