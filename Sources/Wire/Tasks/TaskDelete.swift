/// `task/delete`
package enum TaskDelete: Method {
  package typealias Runs = Write
  package typealias Params = DeletionParams<Noun.Task>
  package typealias Result = Done
  package static let name = "task/delete"
  package static let summary = "Delete a task: hidden from lists until restored, or permanently."
  package static let details = "Deleting twice succeeds and changes nothing."
  package static let faults: [Fault.Kind] = [.notFound]

  package static let example = Example<TaskDelete>(
    Params(taskId: Noun.Task.example.id), Done())
}

/// `task/restore`
package enum TaskRestore: IDMethod {
  package typealias Runs = Write
  package typealias Named = Noun.Task
  package typealias Result = TaskResult
  package static let name = "task/restore"
  package static let summary = "Restore a deleted task."
  package static let details = "Restoring a task that is not deleted succeeds and changes nothing."
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The task to restore."

  package static let example = Example<TaskRestore>(
    Params(taskId: Noun.Task.example.id), TaskResult(.example))
}
