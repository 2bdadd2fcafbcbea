package import Wire

/// A thread as people name it: its id, or as much of the beginning as tells it from the others.
package struct ThreadReference: Equatable {
  private let reference: IDReference<Noun.Thread>

  package init(_ text: String) throws(ClientError) {
    reference = try IDReference(text, noun: "thread")
  }

  /// The id itself, when it is given whole.
  package var whole: ThreadID? { reference.whole }

  package func names(_ id: ThreadID) -> Bool { reference.names(id) }

  /// Looks through all threads, deleted ones too if asked.
  package func resolve(
    on connection: Connection, includeDeleted: Bool = false
  ) throws -> ThreadID {
    if let whole { return whole }
    var found: [Noun.Thread] = []
    let params = ThreadList.Params(limit: PageLimit(200), includeDeleted: includeDeleted)
    try connection.pages(ThreadList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { names($0.id) }
      return true
    }
    return try choose(from: found)
  }

  func choose(from found: [Noun.Thread]) throws(ClientError) -> ThreadID {
    try reference.choose(from: found.map { (id: $0.id, label: $0.title?.text ?? "") })
  }
}
