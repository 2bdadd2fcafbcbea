/// `thread/find`
package enum ThreadFind: Method {
  package typealias Runs = Scan
  package typealias Result = Found<Noun.Thread>
  package static let name = "thread/find"
  package static let summary = "Find the thread that a person named by a number, an id or a title."
  package static let details = """
    The name is tried in this order, and the first step that finds a thread gives the answer: as a \
    number, if it is all digits and does not start with 0; as the beginning of an id, if it is all \
    digits only from eight digits on; as a title, ignoring case. Deleted threads are answered only \
    when no other thread has the name, unless includeDeleted is true. Versions of threads are \
    found by number and id, never by title.
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

  package static let example = Example<ThreadFind>(
    Params(name: TypedName(trusted: "3")), Found([Noun.Thread.example], by: .number))
}
