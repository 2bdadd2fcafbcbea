import JSON
package import Wire

extension TaskUpdate.Params {
  /// Changes whether a task is done and nothing else.
  package static func completing(_ task: TaskID, _ completed: Bool) -> Self {
    TaskUpdate.Params(taskId: task, completed: .set(completed))
  }

  /// What an edit says of a member that may be empty.
  package enum Edit<Value> {
    case keep, clear
    case set(Value)
  }

  package static func editing(
    _ task: TaskID, title: TaskTitle?, description: Edit<TaskDescription>, thread: Edit<ThreadID>
  ) -> Self {
    TaskUpdate.Params(
      taskId: task, title: title.map { .set($0) } ?? .keep, description: description.change,
      threadId: thread.change)
  }
}

extension TaskUpdate.Params.Edit where Value: Codable & Sendable {
  fileprivate var change: Change<Value> {
    switch self {
    case .keep: .keep
    case .clear: .clear
    case .set(let value): .set(value)
    }
  }
}
