import JSON
package import Wire

extension TaskUpdate.Params {
  /// Changes only whether the task is completed.
  package static func completing(_ task: TaskID, _ completed: Bool) -> Self {
    TaskUpdate.Params(taskId: task, completed: .set(completed))
  }

  package static func editing(
    _ task: TaskID, title: TaskTitle?, description: Edit<TaskDescription>, thread: Edit<ThreadID>
  ) -> Self {
    TaskUpdate.Params(
      taskId: task, title: Replacement(given: title), description: description.change,
      threadId: thread.change)
  }
}
