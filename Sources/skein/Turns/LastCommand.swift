import ArgumentParser
import Client
import Wire

struct LastCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "last", "Print the last answer again.",
    discussion: """
      From this terminal's thread, else from the one with the latest activity; -C means that one. \
      If the last question has no answer yet, standard error says so, and what the model said until it \
      failed, or so far, is printed; if it said nothing, the answer before.
      """,
    examples: [
      "skein last",
      CommandExample("skein last -x >shapes.c", "Save the code block of the answer"),
    ])

  @OptionGroup var thread: ThreadChoice
  @OptionGroup var blocks: BlockOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    try refuseSeveral(of: ("--extract", blocks.choice != nil), ("--json", global.json))
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let connection = try session.dialer.connect()
    let thread =
      try thread.last.isMeant
      ? session.newestThread(on: connection) : session.thread(thread.thread, on: connection)
    if let running = try connection.unfinishedTurns(in: thread).last {
      return try printUnfinished(running, connection, session)
    }
    let last = try LastQuestion(of: thread, on: connection)
    if case .unanswered(let turn) = last?.place {
      session.tell(
        "The last question, \(QuotedWords.of(turn.input ?? "")), has no answer "
          + "(\(TurnText.reason(of: turn))).")
      if let said = turn.output, !said.isEmpty {
        guard blocks.choice == nil else {
          session.tell(
            "A code block is printed of a whole answer alone; without -x, what was said.")
          throw ExitCode.daemonSaidNo
        }
        session.tell("This was said until then:")
        if global.json {
          return try session.console.print(
            json: connection.callRaw(TurnGet.self, .init(turnId: turn.id)))
        }
        return try print(said, session.console)
      }
      guard let answer = try lastAnswer(in: thread, on: connection) else {
        throw ClientError.system("Nothing was said until then, and there is no answer before it.")
      }
      session.tell("Nothing was said until then; the answer before:")
      return try print(answer, on: connection, session)
    }
    guard let answer = try lastAnswer(in: thread, on: connection) else {
      throw ClientError.usage("This thread has no answer yet.")
    }
    try print(answer, on: connection, session)
  }

  /// What was said so far of an answer that is not complete; if nothing was, the answer before.
  private func printUnfinished(
    _ running: UnfinishedTurn, _ connection: Connection, _ session: Session
  ) throws {
    let turn = running.turn
    session.tell(
      "The last question, \(QuotedWords.of(turn.input ?? "")), \(TurnText.waiting(turn)).")
    guard running.text.isEmpty else {
      guard blocks.choice == nil else {
        session.tell("A code block is printed of a whole answer alone; without -x, what was said.")
        throw ExitCode.daemonSaidNo
      }
      session.tell("This was said so far:")
      if global.json {
        return try session.console.print(
          json: connection.callRaw(TurnWatch.self, .init(turnId: turn.id)))
      }
      return try print(running.text, session.console)
    }
    guard let answer = try turn.threadId.flatMap({ try lastAnswer(in: $0, on: connection) }) else {
      throw ClientError.system("Nothing was said so far, and there is no answer before it.")
    }
    session.tell("Nothing was said so far; the answer before:")
    try print(answer, on: connection, session)
  }

  private func lastAnswer(in thread: ThreadID, on connection: Connection) throws -> MessageID? {
    var answer: MessageID?
    let params = MessageList.Params(threadId: thread, limit: PageLimit(20), order: .descending)
    try connection.pages(MessageList.self, params, cursor: \.cursor) { page, _ in
      answer = page.data.first { $0.role == .assistant }?.id
      return answer == nil
    }
    return answer
  }

  private func print(
    _ answer: MessageID, on connection: Connection, _ session: Session
  ) throws {
    let get = MessageGet.Params(messageId: answer)
    if global.json {
      return try session.console.print(json: connection.callRaw(MessageGet.self, get))
    }
    let text = try connection.call(MessageGet.self, get).message.content
    guard blocks.choice != nil else { return try print(text, session.console) }
    switch AnswerDemands(block: blocks.choice).judge(text, cut: nil) {
    case .given(let block): try session.console.print(whole(block))
    case .refused(let reason):
      session.tell(reason)
      throw ExitCode.daemonSaidNo
    case .cut: break
    }
  }

  private func print(_ text: String, _ console: Console) throws {
    try console.write(console.rendered(whole(text)))
  }

  private func whole(_ text: String) -> String {
    text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
  }
}
