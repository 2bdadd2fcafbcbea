/// `task/find`
package enum TaskFind: Method {
  package typealias Runs = Scan
  package typealias Result = Found<Noun.Task>
  package static let name = "task/find"
  package static let summary = "Find the task that a person means by a number, an id or a title."
  package static let details = """
    Digits without a zero in front are a number. What is no task's number is the beginning of an \
    id, digits alone from eight on; what begins no id is a title, the case of its letters aside. \
    The first of these that names anything is the answer. What is deleted counts only where nothing \
    else is named, unless includeDeleted.
    """

  package struct Params: Payload {
    package static let fields = [
      "name": "A number, an id or its beginning, or a title.",
      "includeDeleted": "Whether deleted ones are searched too; false by default.",
    ]

    package var name: TypedName
    package var includeDeleted: Bool?

    package init(name: TypedName, includeDeleted: Bool? = nil) {
      self.name = name
      self.includeDeleted = includeDeleted
    }
  }

  package static let example = Example<TaskFind>(
    Params(name: TypedName(trusted: "7")), Found([Noun.Task.example], by: .number))
}
