package import Wire

/// A task as people name it: its id, or as much of the beginning as tells it from the others.
package struct TaskReference: Equatable {
  private let reference: IDReference<Noun.Task>

  package init(_ text: String) throws(ClientError) {
    reference = try IDReference(text, noun: "task")
  }

  /// Looks through all tasks, archived ones too, and deleted ones if asked.
  package func resolve(
    on connection: Connection, includeDeleted: Bool = false
  ) throws -> TaskID {
    if let whole = reference.whole { return whole }
    var found: [(id: TaskID, label: String)] = []
    let params = TaskList.Params(
      limit: PageLimit(200), includeDeleted: includeDeleted, includeArchived: true)
    try connection.pages(TaskList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }.map { ($0.id, $0.title.text) }
      return true
    }
    return try reference.choose(from: found)
  }
}
