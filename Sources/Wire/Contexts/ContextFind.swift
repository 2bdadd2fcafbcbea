/// `context/find`
package enum ContextFind: Method {
  package typealias Runs = Scan
  package typealias Params = FindParams
  package typealias Result = Found<Noun.Context>
  package static let name = "context/find"
  package static let summary = "Find the context that a person named by a number, an id or a title."
  package static let details = FindParams.details(
    of: "context", title: "the title of a context's thread")

  package static let example = Example<ContextFind>(
    Params(name: TypedName(trusted: "2")), Found([Noun.Context.example], by: .number))
}
