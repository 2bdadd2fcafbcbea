import Wire

/// A thread as Markdown for people: a heading for each message with its unchanged text below it,
/// and the questions without an answer in their places.
enum ThreadMarkdown {
  static func text(of document: ThreadDocument) -> String {
    guard let thread = document.thread, let messages = document.messages else { return "" }
    var parts = ["# \(thread.title?.text ?? name(of: thread))", facts(of: thread)]
    if let prompt = thread.systemPrompt {
      parts += ["## system prompt", said(prompt.text)]
    }
    var waiting = (document.unanswered ?? [])[...]
    func addQuestions(through sequence: Int) {
      while let turn = waiting.first, turn.afterSequence ?? 0 <= sequence {
        parts += question(turn, among: document.unanswered ?? [])
        waiting.removeFirst()
      }
    }
    for message in messages {
      addQuestions(through: (message.sequence?.number ?? .max) - 1)
      let model = message.role == .assistant ? message.importedModel.map { ", \($0)" } : nil
      parts += ["## \(message.role.rawValue), \(message.createdAt)\(model ?? "")"]
      if !message.content.isEmpty { parts.append(said(message.content)) }
    }
    addQuestions(through: .max)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func facts(of thread: Noun.Thread) -> String {
    let count = thread.messageCount == 1 ? "1 message" : "\(thread.messageCount) messages"
    let model = thread.model.map { ", model \($0)" } ?? ""
    return "\(name(of: thread)), \(count)\(model), begun \(thread.createdAt)."
  }

  private static func name(of thread: Noun.Thread) -> String {
    thread.number.map { "Thread \($0) (\(thread.id))" } ?? "Thread \(thread.id)"
  }

  /// A question without an answer; a retry of another such question does not repeat its text.
  private static func question(_ turn: Noun.Turn, among turns: [Noun.Turn]) -> [String] {
    let isAskedAgain = turns.contains { $0.id == turn.retryOf }
    var parts = ["## user, \(turn.queuedAt), \(isAskedAgain ? "asked again, " : "")not answered"]
    if !isAskedAgain, let input = turn.input { parts.append(said(input)) }
    let reason = turn.error.map { ": \($0.message)" } ?? ""
    parts.append("### \(turn.status.rawValue)\(reason)")
    if let output = turn.output { parts.append(said(output)) }
    return parts
  }

  /// The text with a backslash before each line that looks like one of our headings (CommonMark,
  /// backslash escapes).
  private static func said(_ text: String) -> String {
    text.withoutLineEnds.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { scalars in
        let line = String(scalars)
        return headings.contains { line.hasPrefix($0) } ? "\\" + line : line
      }.joined(separator: "\n")
  }

  private static let headings =
    ["## system prompt"] + Noun.Role.allCases.map { "## \($0.rawValue)" }
    + TurnStatus.allCases.map { "### \($0.rawValue)" }
}

extension String {
  fileprivate var withoutLineEnds: String {
    var scalars = unicodeScalars[...]
    while scalars.last == "\n" || scalars.last == "\r" { scalars.removeLast() }
    return String(scalars)
  }
}
