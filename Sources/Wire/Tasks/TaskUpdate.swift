package import JSON

/// `task/update`
package enum TaskUpdate: Method {
  package typealias Runs = Write
  package typealias Result = TaskResult
  package static let name = "task/update"
  package static let summary = "Change a task."
  package static let details = """
    A member that is left out stays as it is; null clears the description or the thread. An update \
    that would change no value changes nothing, not even updatedAt, so that it can be repeated. An \
    archived task that is made incomplete returns to the lists.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "taskId": "The task to change.",
      "title": "Its new title; never null.",
      "description": "Its new description, 64 KiB at most.",
      "completed": "Whether it is done; never null.",
      "threadId": "The thread that it is about.",
    ]

    package var taskId: TaskID
    package var title: Replacement<TaskTitle>
    package var description: Change<TaskDescription>
    package var completed: Replacement<Bool>
    package var threadId: Change<ThreadID>

    package init(
      taskId: TaskID, title: Replacement<TaskTitle> = .keep,
      description: Change<TaskDescription> = .keep, completed: Replacement<Bool> = .keep,
      threadId: Change<ThreadID> = .keep
    ) {
      self.taskId = taskId
      self.title = title
      self.description = description
      self.completed = completed
      self.threadId = threadId
    }
  }

  package static let example = Example<TaskUpdate>(
    Params(taskId: Noun.Task.example.id, completed: .set(true)), TaskResult(.completedExample))
}

/// `task/toggle`
package enum TaskToggle: IDMethod {
  package typealias Runs = Write
  package typealias Named = Noun.Task
  package typealias Result = TaskResult
  package static let name = "task/toggle"
  package static let summary = "Complete a task, or make a completed one incomplete."
  package static let details = """
    This method is for buttons. It cannot be repeated safely after a lost answer, so scripts \
    should call task/update with `completed` instead.
    """
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The task to change."

  package static let example = Example<TaskToggle>(
    Params(taskId: Noun.Task.example.id), TaskResult(.completedExample))
}
