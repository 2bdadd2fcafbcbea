import Client
import Wire

/// What Tab offers.
extension Chat {
  /// How long models may take to be listed while somebody waits to type on.
  private static let modelMilliseconds = 3000

  /// None, when the providers are slow or no daemon is there: who types is not made to wait.
  func completion(of text: String) -> Completion? {
    guard text.hasPrefix("/"), !text.hasPrefix("//") else { return nil }
    guard let blank = text.firstIndex(where: \.isWhitespace) else {
      return Completion(
        text, among: SlashCommand.allCases.map { .init(text: "/\($0.rawValue)", note: $0.summary) })
    }
    let stem = String(text[blank...].drop(while: \.isWhitespace))
    switch SlashCommand(rawValue: String(text[..<blank].dropFirst())) {
    case .model, .retry:
      return Completion(stem, among: candidates { try modelCandidates(for: stem) })
    case .thread: return Completion(stem, among: candidates { try threadCandidates(for: stem) })
    case .file:
      let names = FileNames.beginning(with: stem, home: session.environment["HOME"])
      return Completion(stem, among: names.map { .init(text: $0) })
    case .help: return Completion(stem, among: [.init(text: "all")])
    case .system, .multi, .edit, .undo, .copy, .new, .title, .usage, .quit, nil: return nil
    }
  }

  private func candidates(
    _ find: () throws -> [Completion.Candidate]
  ) -> [Completion.Candidate] {
    do {
      return try find()
    } catch {
      connection = nil
      return []
    }
  }

  private func modelCandidates(for stem: String) throws -> [Completion.Candidate] {
    let known = models
    let listed =
      try known
      ?? connected().call(
        ModelList.self, NoParams(), until: .after(milliseconds: Self.modelMilliseconds))
    models = listed
    return ModelCandidates.of(listed, word: stem).map {
      .init(text: $0.value, note: $0.description)
    }
  }

  /// Threads by number if nothing or a number is typed, otherwise by title, too.
  private func threadCandidates(for stem: String) throws -> [Completion.Candidate] {
    let found = try connected().call(ThreadList.self, .init(limit: PageLimit(200))).data
    guard stem.isEmpty else {
      return ThreadCandidates.of(found, word: stem).map {
        .init(text: $0.value, note: $0.description)
      }
    }
    return found.map { .init(text: $0.reference, note: $0.title?.text ?? "") }
  }
}
