/// `task/get`
package enum TaskGet: Method {
  package typealias Runs = Read
  package typealias Result = TaskResult
  package static let name = "task/get"
  package static let summary = "Show one task, even a deleted one."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "taskId": "The task to show; this or number.",
      "number": "Its number, instead of the id.",
    ]

    package var taskId: TaskID?
    package var number: PositiveCount?

    package init(taskId: TaskID) {
      self.taskId = taskId
    }

    package init(number: PositiveCount) {
      self.number = number
    }

    package func which() throws(Fault) -> Which<Noun.Task> {
      try Which(id: taskId, number: number)
    }
  }

  package static let example = Example<TaskGet>(
    Params(taskId: Noun.Task.example.id), TaskResult(.example))
}
