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
    case .model, .retry: return Completion(stem, among: candidates(modelCandidates))
    case .thread: return Completion(stem, among: candidates(threadCandidates))
    case .help, .system, .file, .multi, .edit, .undo, .copy, .new, .title, .usage, .quit, nil:
      return nil
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

  private func modelCandidates() throws -> [Completion.Candidate] {
    if models == nil {
      models = try connected().call(
        ModelList.self, NoParams(), until: .after(milliseconds: Self.modelMilliseconds))
    }
    return (models?.aliases ?? []).map { .init(text: $0.name, note: $0.model) }
      + (models?.data ?? []).map { .init(text: $0.id) }
  }

  private func threadCandidates() throws -> [Completion.Candidate] {
    let found = try connected().call(ThreadList.self, .init(limit: PageLimit(200))).data
    return found.map { .init(text: $0.reference, note: $0.title?.text ?? "") }
  }
}
