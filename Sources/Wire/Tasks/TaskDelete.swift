/// `task/delete`
package enum TaskDelete: Method {
  package typealias Runs = Write
  package typealias Result = Done
  package static let name = "task/delete"
  package static let summary = "Delete a task: hidden from lists until restored, or permanently."
  package static let details = "Deleting twice succeeds and changes nothing."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "taskId": "The task to delete.",
      "permanent": "Whether it is deleted permanently; false by default.",
    ]

    package var taskId: TaskID
    package var permanent: Bool?

    package init(taskId: TaskID, permanent: Bool? = nil) {
      self.taskId = taskId
      self.permanent = permanent
    }
  }

  package static let example = Example<TaskDelete>(
    Params(taskId: Noun.Task.example.id), Done())
}

/// `task/restore`
package enum TaskRestore: Method {
  package typealias Runs = Write
  package typealias Result = TaskResult
  package static let name = "task/restore"
  package static let summary = "Restore a deleted task."
  package static let details = "Restoring a task that is not deleted succeeds and changes nothing."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = ["taskId": "The task to restore."]

    package var taskId: TaskID

    package init(taskId: TaskID) {
      self.taskId = taskId
    }
  }

  package static let example = Example<TaskRestore>(
    Params(taskId: Noun.Task.example.id), TaskResult(.example))
}
