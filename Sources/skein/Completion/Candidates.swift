import Client
import Wire

/// Threads by title, as that is what people remember; by number where the title does not name one,
/// or where the word begins as a number.
enum ThreadCandidates {
  static func all(_ completing: Completing) throws -> [Candidate] {
    of(try list(completing, includeDeleted: nil), word: completing.word)
  }

  /// Those that can be restored.
  static func deleted(_ completing: Completing) throws -> [Candidate] {
    let threads = try list(completing, includeDeleted: true).filter { $0.deletedAt != nil }
    return threads.map(\.byNumber)
  }

  static func of(_ threads: [Noun.Thread], word: String) -> [Candidate] {
    let titles = Dictionary(grouping: threads) { $0.title?.text.lowercased() }
    let isNumber = !word.isEmpty && word.allSatisfy(\.isWholeNumber)
    let isID = !isNumber && !word.isEmpty && word.allSatisfy { $0.isHexDigit || $0 == "-" }
    return threads.flatMap { thread -> [Candidate] in
      // A title that two threads have, or that reads as something else, names neither.
      guard let title = thread.title?.text, titles[title.lowercased()]?.count == 1,
        TypedName(title)?.isTitle == true
      else { return [thread.byNumber] + (isID ? [thread.byID] : []) }
      let byTitle = Candidate(title, "\(thread.reference), \(thread.facts)")
      return (isNumber ? [thread.byNumber] : []) + (isID ? [thread.byID] : []) + [byTitle]
    }
  }

  private static func list(
    _ completing: Completing, includeDeleted: Bool?
  ) throws -> [Noun.Thread] {
    let params = ThreadList.Params(
      limit: PageLimit(Completions.limit), includeDeleted: includeDeleted)
    return try completing.connection()
      .call(ThreadList.self, params, until: completing.deadline).data
  }
}

extension TypedName {
  /// Whether a command that reads it takes it for a title: no number, no beginning of an id, no
  /// option.
  fileprivate var isTitle: Bool {
    number == nil && ids(of: Noun.Thread.self) == nil && !text.hasPrefix("-")
  }
}

extension Noun.Thread {
  fileprivate var byNumber: Candidate {
    Candidate(reference, [title?.text, facts].compactMap(\.self).joined(separator: ", "))
  }

  fileprivate var byID: Candidate { Candidate("\(id)", title?.text ?? "") }

  /// What tells it from others of its title.
  fileprivate var facts: String {
    let count = counted(messageCount, "message")
    return "\(Age.text(of: lastMessageAt ?? updatedAt)), \(count)"
  }
}

/// Models that have been asked, and those that the providers list while there is time.
enum ModelCandidates {
  static func all(_ completing: Completing) throws -> [Candidate] {
    let connection = try completing.connection()
    let used = try connection.call(
      UsageSummary.self, UsageSummary.Params(groupBy: .model), until: completing.deadline)
    var candidates: [Candidate] = []
    do {
      let listed = try connection.call(ModelList.self, NoParams(), until: completing.deadline)
      candidates += of(listed, word: completing.word)
    } catch ClientError.timedOut {
      // A provider that is silent: what was used before is known without it.
    }
    let known = Set(candidates.map(\.value))
    for group in used.groups ?? [] {
      if let model = group.model, !known.contains(model) { candidates.append(Candidate(model)) }
    }
    return candidates
  }

  /// Aliases, and names with their providers; if a name is being typed, also the names that only one
  /// provider lists, without the provider.
  static func of(_ listed: ModelList.Result, word: String) -> [Candidate] {
    let aliases = listed.aliases.map { Candidate($0.name, $0.model) }
    let whole = listed.data.map { Candidate($0.id, $0.default ? "default" : "") }
    guard !word.isEmpty else { return aliases + whole }
    let taken = Set((aliases + whole).map(\.value))
    let bare = Dictionary(grouping: listed.data, by: \.name).values.compactMap { holders in
      holders.count == 1 && !taken.contains(holders[0].name)
        ? Candidate(holders[0].name, holders[0].id) : nil
    }
    return aliases + whole + bare.sorted { $0.value < $1.value }
  }
}

/// Every method that the daemon has, known without it.
struct MethodCandidates: MethodVisitor {
  private var found: [Candidate] = []

  static var all: [Candidate] {
    var visitor = MethodCandidates()
    api.forEach(&visitor)
    return visitor.found
  }

  mutating func visit<M: Method>(_: M.Type) {
    found.append(Candidate(M.name, M.summary))
  }
}
