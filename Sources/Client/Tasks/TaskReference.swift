package import Wire

/// A task as people name it.
package typealias TaskReference = Reference<Noun.Task>

extension Noun.Task: Nameable {
  package typealias Find = TaskFind

  package static var noun: String { "task" }

  package var reference: String { "\(number)" }
  package var words: String? { title.text }
  package var details: String { "\(createdAt.minute)  \(completed ? "done" : "open")" }

  package static func get(_ id: TaskID, on connection: Connection) throws -> Noun.Task {
    try connection.call(TaskGet.self, TaskGet.Params(taskId: id)).task
  }
}
