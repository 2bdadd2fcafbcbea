import ArgumentParser
import Client
import Wire

/// What the shell offers for an argument: asked of a daemon that runs, and of nobody else.
///
/// Whatever goes wrong, or takes too long, there is nothing to offer: a shell that waits for Tab
/// wants no errors. The shells leave out what does not begin as the word does.
enum Completions {
  /// What is waited for in all.
  static let patienceMilliseconds = 800
  /// How many threads or tasks are offered, the newest.
  static let limit = 200

  static let threads = kind { try ThreadCandidates.all($0) }
  static let deletedThreads = kind { try ThreadCandidates.deleted($0) }
  static let tasks = kind { completing in
    let connection = try completing.connection()
    let tasks = try connection.call(
      TaskList.self, TaskList.Params(limit: PageLimit(limit)), until: completing.deadline)
    return tasks.data.map { Candidate($0.reference, ($0.completed ? "✓ " : "") + $0.title.text) }
  }
  static let contexts = kind { completing in
    let connection = try completing.connection()
    let contexts = try connection.call(
      ContextList.self, ContextList.Params(limit: PageLimit(limit)), until: completing.deadline)
    return contexts.data.map { context in
      let facts = [context.words, context.status.rawValue].compactMap(\.self)
      return Candidate(context.reference, facts.joined(separator: ", "))
    }
  }
  /// What can be asked again.
  static let turns = kind { completing in
    let connection = try completing.connection()
    let turns = try connection.call(
      TurnList.self, TurnList.Params(limit: PageLimit(limit)), until: completing.deadline)
    return turns.data.filter(\.status.hasEnded).map { turn in
      let age = Age.text(of: turn.endedAt ?? turn.queuedAt)
      return Candidate("\(turn.id)", "\(turn.status.rawValue), \(age), \(turn.model.text)")
    }
  }
  /// What can be cancelled.
  static let unfinishedTurns = kind { completing in
    let connection = try completing.connection()
    let turns = try connection.call(
      TurnList.self, TurnList.Params(limit: PageLimit(limit)), until: completing.deadline)
    return turns.data.filter { !$0.status.hasEnded }.map {
      Candidate("\($0.id)", "\($0.status.rawValue), \($0.model.text)")
    }
  }
  static let providers = kind { completing in
    let connection = try completing.connection()
    let info = try connection.call(ServerInfo.self, NoParams(), until: completing.deadline)
    return (info.providers ?? []).map { Candidate($0) }
  }
  static let models = kind { try ModelCandidates.all($0) }
  static let methods = kind { _ in MethodCandidates.all }
  static let templates = kind { completing in
    let folder = try TemplateFolder(completing.environment)
    return folder.names.map { name in
      Candidate(name, (try? folder.template(name))?.description ?? "")
    }
  }
  static let templateParameters = kind { completing in
    // template fill names it without an option.
    guard let name = completing.value(of: ["-T", "--template"]) ?? completing.value(of: ["fill"])
    else { return [] }
    let template = try TemplateFolder(completing.environment).template(name)
    return template.parameters.map { Candidate("\($0)=", template.defaults[$0] ?? "") }
  }

  private static func kind(
    _ candidates: @escaping @Sendable (Completing) throws -> [Candidate]
  ) -> CompletionKind {
    .custom { words, index, _ in
      do {
        let completing = Completing(words: words, index: index)
        return try candidates(completing).map { $0.line(for: CompletionShell.requesting) }
      } catch {
        return []
      }
    }
  }
}
