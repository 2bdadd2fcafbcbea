import Client
import Wire

/// Threads by title, as that is what people remember; by id where the word begins as one.
enum ThreadCandidates {
  static func all(_ completing: Completing) throws -> [Candidate] {
    of(try list(completing, includeDeleted: nil), word: completing.word)
  }

  /// Those that can be restored.
  static func deleted(_ completing: Completing) throws -> [Candidate] {
    let threads = try list(completing, includeDeleted: true).filter { $0.deletedAt != nil }
    return threads.map { Candidate("\($0.id)", $0.title?.text ?? "") }
  }

  static func of(_ threads: [Noun.Thread], word: String) -> [Candidate] {
    let titles = Dictionary(grouping: threads) { $0.title?.text.lowercased() }
    let isID = !word.isEmpty && word.allSatisfy { $0.isHexDigit || $0 == "-" }
    return threads.flatMap { thread -> [Candidate] in
      let byID = Candidate("\(thread.id)", thread.title?.text ?? "")
      // A title that two threads have, or that reads as an id, names neither.
      guard let title = thread.title?.text, titles[title.lowercased()]?.count == 1,
        (try? ThreadReference(title))?.isID == false
      else { return [byID] }
      let age = Age.text(of: thread.lastMessageAt ?? thread.updatedAt)
      let byTitle = Candidate(title, "\(age), \(counted(thread.messageCount, "message"))")
      return isID ? [byID, byTitle] : [byTitle]
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

/// Models that have been asked, and those that the providers list while there is time.
enum ModelCandidates {
  static func all(_ completing: Completing) throws -> [Candidate] {
    let connection = try completing.connection()
    let used = try connection.call(
      UsageSummary.self, UsageSummary.Params(groupBy: .model), until: completing.deadline)
    var candidates: [Candidate] = []
    do {
      let listed = try connection.call(ModelList.self, NoParams(), until: completing.deadline)
      candidates += listed.aliases.map { Candidate($0.name, $0.model) }
      candidates += listed.data.map { Candidate($0.id, $0.default ? "default" : "") }
    } catch ClientError.timedOut {
      // A provider that is silent: what was used before is known without it.
    }
    let known = Set(candidates.map(\.value))
    for group in used.groups ?? [] {
      if let model = group.model, !known.contains(model) { candidates.append(Candidate(model)) }
    }
    return candidates
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
