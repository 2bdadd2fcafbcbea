/// `context/find`
package enum ContextFind: Method {
  package typealias Runs = Scan
  package typealias Result = Found<Noun.Context>
  package static let name = "context/find"
  package static let summary = "Find the context that a person named by a number, an id or a title."
  package static let details = """
    The name is tried in this order, and the first step that finds a context gives the answer: as \
    a number, if it is all digits and does not start with 0; as the beginning of an id, if it is \
    all digits only from eight digits on; as the title of a context's thread, ignoring case. \
    Deleted contexts are answered only when no other context has the name, unless includeDeleted \
    is true.
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

  package static let example = Example<ContextFind>(
    Params(name: TypedName(trusted: "2")), Found([Noun.Context.example], by: .number))
}
