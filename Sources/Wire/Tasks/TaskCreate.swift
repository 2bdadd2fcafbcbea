/// `task/create`
package enum TaskCreate: Method {
  package typealias Runs = Write
  package typealias Result = TaskResult
  package static let name = "task/create"
  package static let summary = "Create a task."
  package static let faults: [Fault.Kind] = [.notFound, .conflict, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "id":
        "The new task's id, so that the call can be repeated safely; the daemon makes one by default.",
      "title": "What is to be done.",
      "description": "More details, 64 KiB at most.",
      "threadId": "The thread that it is about.",
    ]

    package var id: TaskID?
    package var title: TaskTitle
    package var description: TaskDescription?
    package var threadId: ThreadID?

    package init(
      id: TaskID? = nil, title: TaskTitle, description: TaskDescription? = nil,
      threadId: ThreadID? = nil
    ) {
      self.id = id
      self.title = title
      self.description = description
      self.threadId = threadId
    }
  }

  package static let example = Example<TaskCreate>(
    Params(title: Noun.Task.example.title), TaskResult(.example))
}
