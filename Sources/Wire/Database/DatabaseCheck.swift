/// `db/check`
package enum DatabaseCheck: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "db/check"
  package static let summary = "Read the whole database and say what is wrong. For operators."
  package static let details = """
    Looks at every page and every index, at the references between rows, and at the rules of \
    skein that no table can hold: sequences without a gap, pairs that are whole, feeds without a \
    hole, a search index that holds what the messages hold. Nothing is changed. Others read \
    meanwhile, and write until the index's turn comes. A damaged page makes the daemon read-only, as \
    the check after a crash does, and server/health says so.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .storage]
  /// Problems in one answer.
  package static let problemLimit = 100

  package struct Result: Payload, Equatable {
    package static let fields = [
      "ok": "Whether nothing is wrong.",
      "problems": "What is wrong, one sentence each, 100 at most.",
    ]

    package let ok: Bool
    package let problems: [String]

    package init(problems: [String]) {
      ok = problems.isEmpty
      self.problems = problems
    }
  }

  package static let example = Example<DatabaseCheck>(NoParams(), Result(problems: []))
}
