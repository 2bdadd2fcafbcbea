package import Wire

/// A thread as people name it: its id, as much of the beginning as tells it from the others, or its
/// title.
package struct ThreadReference: Equatable {
  /// `nil` when it can't be the beginning of an id.
  private let reference: IDReference<Noun.Thread>?
  private let text: String

  package init(_ text: String) throws(ClientError) {
    self.text = text.trimmingWhitespace()
    reference = try? IDReference(text, noun: "thread")
    guard !self.text.isEmpty else { throw .usage("Expected a thread's id or title, not nothing.") }
  }

  /// The id itself, when it is given whole.
  package var whole: ThreadID? { reference?.whole }

  /// Whether it could be the beginning of an id.
  package var isID: Bool { reference != nil }

  package func names(_ id: ThreadID) -> Bool { reference?.names(id) ?? false }

  /// Looks through all threads, deleted ones too if asked.
  package func resolve(
    on connection: Connection, includeDeleted: Bool = false
  ) throws -> ThreadID {
    if let whole { return whole }
    var found: [Noun.Thread] = []
    var titled: [Noun.Thread] = []
    let title = text.lowercased()
    let params = ThreadList.Params(limit: PageLimit(200), includeDeleted: includeDeleted)
    try connection.pages(ThreadList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { names($0.id) }
      titled += page.data.filter { $0.title?.text.lowercased() == title }
      return true
    }
    return try choose(from: found, titled: titled)
  }

  /// What its id says comes before what its title says.
  func choose(
    from found: [Noun.Thread], titled: [Noun.Thread] = []
  ) throws(ClientError) -> ThreadID {
    if let reference, !found.isEmpty || titled.isEmpty {
      return try reference.choose(from: found.map { (id: $0.id, label: $0.title?.text ?? "") })
    }
    guard let thread = titled.first else {
      throw .usage(
        "You have no thread with the title “\(text)”, nor one whose id begins so: "
          + "skein thread list shows them.")
    }
    guard titled.count == 1 else {
      let shown = titled.prefix(10).map { "  \($0.id)" }.joined(separator: "\n")
      throw .usage(
        "\(titled.count) threads have the title “\(text)”; name one by its id:\n\(shown)")
    }
    return thread.id
  }
}
