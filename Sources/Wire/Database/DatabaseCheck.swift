/// `db/check`
package enum DatabaseCheck: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "db/check"
  package static let summary = "Read the whole database and list its problems. For operators."
  package static let details = """
    The check covers every page, every index, the references between rows, and the rules of skein \
    that SQLite cannot enforce: message sequences and event feeds without a gap, turns with both \
    of their messages or neither, and a search index that matches the messages. Nothing is \
    changed. Other clients can read during the check, and can write until it reaches the search \
    index. A damaged page makes the daemon read-only, as it does in the check after a crash, and \
    server/health reports it.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .storage]
  /// The most problems in one answer.
  package static let problemLimit = 100

  package struct Result: Payload, Equatable {
    package static let fields = [
      "ok": "Whether the check found no problem.",
      "problems": "The problems, one sentence each, 100 at most.",
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
