import ArgumentParser
import Client
import Wire

/// Questions and their answers.
extension Chat {
  /// The thread that is named, touched last of all, or else this terminal's.
  func named(_ name: String?, orLast last: LastThread) throws -> ThreadID {
    try session.ownThread(name, orLast: last, on: connected())
  }

  /// What is said where a new thread begins.
  func greet() {
    if console.canAsk { console.tell("A new thread. /help shows what can be typed.") }
  }

  func ask(_ question: String, model: ModelName? = nil) throws {
    let input = try PromptInput(words: [question], files: files, piped: [])
    let request = TurnRequest(
      threadId: thread, id: IDSource().next(), input: input.content,
      model: model ?? self.model,
      systemPrompt: system, stream: true)
    (unanswered, unsent) = (question, question)
    try answer(.run(request))
  }

  /// The last question once more, whether it has its answer or not.
  func retry(_ name: String) throws {
    let model = name.isEmpty ? model : try checked(name, ModelName.self, "/retry")
    if let unsent { return try ask(unsent, model: model) }
    guard let thread, let turn = try newestTurn(thread, connected()) else {
      throw ClientError.usage("Nothing has been asked in this thread.")
    }
    try answer(
      .retry(
        TurnRetry.Params(
          turnId: turn, id: IDSource().next(), model: model, systemPrompt: system)))
  }

  private func newestTurn(_ thread: ThreadID, _ connection: Connection) throws -> TurnID? {
    try connection.call(TurnList.self, .init(threadId: thread, limit: PageLimit(1))).data.first?.id
  }

  private func answer(_ call: TurnCall) throws {
    let connection = try connected()
    connection.interrupt = interrupt
    let run = AskRun(session, call, format: .text, showsReasoning: showsReasoning)
    do {
      try run.run(on: connection)
      take(run)
    } catch let code as ExitCode where code == .answerCut {
      // It was said, and the words are there to go on from.
      take(run)
    } catch {
      take(run)
      // What was cancelled is kept as a pair: there is something to go on from.
      if run.turn?.messageIds.isEmpty == false { unanswered = nil }
      if error as? ClientError != .interrupted { try catchUp(after: run) }
      throw error
    }
    unanswered = nil
    try catchUp(after: run)
    if console.isTerminal { try console.write("\n") }
  }

  private func take(_ run: AskRun) {
    // The turn holds the files from now on.
    if run.thread != nil { (files, unsent) = ([], nil) }
    if thread == nil, let made = run.thread {
      thread = made
      // It is the thread's own from now on.
      system = nil
    }
    guard let turn = run.turn else { return }
    lastTurn = turn
    usage.add(turn)
  }

  /// What others wrote meanwhile; a connection that is gone is made anew when it is needed.
  private func catchUp(after run: AskRun) throws {
    var text: String?
    do {
      text = try news(but: run.turn?.id, forTerminal: console.isTerminal)
    } catch {
      connection = nil
    }
    if let text { try console.write(text) }
  }

  /// Takes back the last pair.
  func undo() throws {
    guard let thread else { throw ClientError.usage("Nothing has been asked in this thread.") }
    let pair = try LastPair(of: thread, on: connected())
    try takeBack(pair)
  }

  private func takeBack(_ pair: LastPair) throws {
    _ = try pair.takeBack(on: connected(), console)
    lastSequence = pair.sequence - 1
    (lastTurn, unsent) = (nil, nil)
  }

  /// Opens the last question in the editor, and asks what was left there.
  func edit(_ prompt: any ChatPrompt) throws {
    guard let thread else { throw ClientError.usage("Nothing has been asked in this thread.") }
    let pair = try unanswered == nil ? LastPair(of: thread, on: connected()) : nil
    let question = unanswered ?? pair?.question ?? ""
    let edited = try prompt.lend { try Editor(session.environment).edit(question) }
    guard !edited.trimmingWhitespace().isEmpty else {
      throw ClientError.usage("The question was left empty: nothing is taken back.")
    }
    // The daemon may have been restarted meanwhile.
    connection = nil
    if let pair { try takeBack(pair) }
    try ask(edited)
  }
}
