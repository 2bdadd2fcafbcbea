/// `task/find`
package enum TaskFind: Method {
  package typealias Runs = Scan
  package typealias Params = FindParams
  package typealias Result = Found<Noun.Task>
  package static let name = "task/find"
  package static let summary = "Find the task that a person named by a number, an id or a title."
  package static let details = FindParams.details(of: "task")

  package static let example = Example<TaskFind>(
    Params(name: TypedName(trusted: "7")), Found([Noun.Task.example], by: .number))
}
