import Client
import Wire

/// What the thread holds already, and what others write to it.
extension Chat {
  /// How much is shown of a thread that is gone on with.
  static let shownMessages = 4
  static let shownLines = 12

  /// Makes the thread this chat's, and shows how it ends.
  func goOn(with chosen: ThreadID) throws {
    let connection = try connected()
    let found = try connection.call(ThreadGet.self, ThreadGet.Params(threadId: chosen)).thread
    guard found.deletedAt == nil else {
      throw ClientError.usage(
        "\(found.subject) is deleted; \(found.restoring) brings it back.")
    }
    let page = try connection.call(
      MessageList.self,
      .init(threadId: chosen, limit: PageLimit(Self.shownMessages), order: .descending))
    thread = chosen
    (title, lastTurn, unsent) = (nil, nil, nil)
    lastSequence = found.messageCount
    try session.current.remember(chosen)
    guard console.canAsk else { return }
    let model = answering(found.model, connection)
    let answerer = model.name.map { " \($0) answers." } ?? ""
    let head = PrintableText.line(found.words == nil ? "\(found.subject)," : found.subject)
    console.tell("\(head) \(counted(found.messageCount, "message")).\(answerer)")
    if let complaint = model.complaint { console.note(complaint) }
    let first = page.data.last?.sequence?.number ?? 1
    var questions = try connection.unansweredQuestions(in: chosen, limit: Self.shownMessages)
      .drop { $0.afterSequence < first - 1 }
    func showQuestions(before sequence: Int) throws {
      while let question = questions.first, question.afterSequence < sequence {
        questions.removeFirst()
        try console.write(shown(question))
      }
    }
    for message in page.data.reversed() {
      try showQuestions(before: message.sequence?.number ?? .max)
      try console.write(shown(message, cut: true, forTerminal: console.isTerminal))
    }
    try showQuestions(before: .max)
  }

  /// A question without an answer, what was said to it, and what became of it.
  private func shown(_ question: UnansweredQuestion) -> String {
    var text = lines(of: question.text, after: "> ", cut: true, console.isTerminal)
    for turn in question.tries {
      if let output = turn.output, !output.isEmpty {
        text += console.rendered(output.trimmingLineEnd() + "\n")
      }
      text += say(TurnText.reason(of: turn).firstUppercased + "; not part of what is sent.")
    }
    return text + "\n"
  }

  /// What others have written since, ready to be shown; `but` is our own turn.
  func news(but own: TurnID?, forTerminal: Bool) throws -> String? {
    guard let thread else { return nil }
    var text = ""
    var isComplete = false
    while !isComplete {
      var heardMore = false
      let page = try connected().call(
        MessageList.self, .init(threadId: thread, afterSequence: Sequence(lastSequence)),
        listen: { _ in heardMore = true })
      for message in page.data {
        lastSequence = max(lastSequence, message.sequence?.number ?? 0)
        if message.turnId == nil || message.turnId != own {
          text += shown(message, cut: false, forTerminal: forTerminal)
        }
      }
      isComplete = page.data.isEmpty || (page.nextCursor == nil && !heardMore)
    }
    return text.isEmpty ? nil : console.dim("Meanwhile, in this thread:") + "\n" + text
  }

  /// For the terminal that is typed on, which standard output need not be. What cannot be heard now
  /// is heard after the next answer.
  func hear(_ message: Incoming) -> String? {
    do {
      guard let thread, let event = try message.event else { return nil }
      if event.entity == .message { return try news(but: nil, forTerminal: true) }
      let isOurs = event.entity == .thread && event.id.description == thread.description
      return isOurs ? try change(of: thread) : nil
    } catch {
      connection = nil
      return nil
    }
  }

  /// What has become of the thread itself.
  private func change(of thread: ThreadID) throws -> String? {
    let found: Noun.Thread
    do {
      found = try connected().call(ThreadGet.self, ThreadGet.Params(threadId: thread)).thread
    } catch let fault as Fault where fault.kind == .notFound {
      return say("This thread was deleted for good elsewhere; /new begins another.")
    }
    if found.deletedAt != nil {
      return say(
        "This thread was deleted elsewhere; \(found.restoring) brings it back.")
    }
    if found.messageCount < lastSequence {
      lastSequence = found.messageCount
      return say("What was said after message \(lastSequence) was taken back elsewhere.")
    }
    return try news(but: nil, forTerminal: true)
  }

  private func say(_ sentence: String) -> String {
    let columns = console.hasStatus ? console.width : Int.max
    return console.dim(Wrapping.wrapped(sentence, columns: columns)) + "\n"
  }

  /// A question as it looked when it was typed, an answer as it is shown.
  private func shown(_ message: Noun.Message, cut: Bool, forTerminal: Bool) -> String {
    switch message.role {
    case .user: return lines(of: message.content, after: "> ", cut: cut, forTerminal)
    case .system: return lines(of: message.content, after: "# ", cut: cut, forTerminal)
    case .assistant:
      let (lines, more) = beginning(of: message.content, cut: cut)
      let whole = lines.joined(separator: "\n") + "\n"
      return console.rendered(whole, forTerminal: forTerminal) + more + "\n"
    }
  }

  private func lines(
    of text: String, after mark: String, cut: Bool, _ forTerminal: Bool
  ) -> String {
    let (lines, more) = beginning(of: text, cut: cut)
    return lines.map { quoted(PrintableText.line($0), mark, forTerminal) }.joined() + more
  }

  /// The lines that are shown, and what tells of the rest.
  private func beginning(of text: String, cut: Bool) -> (lines: [Substring], more: String) {
    let lines = text.trimmingLineEnd().split(separator: "\n", omittingEmptySubsequences: false)
    guard cut, lines.count > Self.shownLines else { return (lines, "") }
    return (
      Array(lines.prefix(Self.shownLines)),
      say(
        "… \(counted(lines.count - Self.shownLines, "line")) more; skein thread show prints all.")
    )
  }

  /// A line of a question, none of its words broken where the terminal's line ends.
  private func quoted(_ line: String, _ mark: String, _ forTerminal: Bool) -> String {
    let columns = forTerminal ? max(20, console.width - mark.count) : Int.max
    return Wrapping.wrapped(line, columns: columns)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { console.bold(mark + $0) + "\n" }
      .joined()
  }
}

extension String {
  /// With a capital, for the beginning of a sentence.
  fileprivate var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
