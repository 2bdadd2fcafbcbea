/// `thread/find`
package enum ThreadFind: Method {
  package typealias Runs = Scan
  package typealias Params = FindParams
  package typealias Result = Found<Noun.Thread>
  package static let name = "thread/find"
  package static let summary = "Find the thread that a person named by a number, an id or a title."
  package static let details =
    FindParams.details(of: "thread")
    + " Versions of threads are found by number and id, never by title."

  package static let example = Example<ThreadFind>(
    Params(name: TypedName(trusted: "3")), Found([Noun.Thread.example], by: .number))
}
