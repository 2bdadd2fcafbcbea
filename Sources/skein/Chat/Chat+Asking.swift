import ArgumentParser
import Client
import Wire

/// Questions and their answers.
extension Chat {
  /// The thread that is named, touched last of all, or else this terminal's.
  func named(_ name: String?, orLast last: LastThread) throws -> ThreadID {
    try session.ownThread(name, orLast: last, on: connected())
  }

  /// What is said where a new thread begins. A daemon that cannot be had ends the chat here, before
  /// anything is typed or read.
  func greet() throws {
    let connection = try connected()
    guard console.canAsk else { return }
    let model = answering(nil, connection)
    let begun = model.name.map { "A new thread with \($0)." } ?? "A new thread."
    console.tell("\(begun) /help shows what can be typed.")
    if let complaint = model.complaint { console.note(complaint) }
  }

  /// What is not said otherwise in this chat is as `earlier` was asked, where that is given.
  func ask(
    _ question: String, model: ModelName? = nil, settingsOf earlier: Noun.Turn? = nil
  ) throws {
    let input = try PromptInput(words: [question], files: files, piped: [])
    var request = TurnRequest(
      threadId: thread, id: IDSource().next(), input: input.content,
      model: model ?? self.model,
      systemPrompt: system, options: options, settingsOf: earlier?.id, stream: true)
    unsent = question
    let schema = try schema(asking: options ?? earlier?.options)
    guard thread == nil, let title else { return try answer(.run(request), schema) }
    let made = try NewThread(title, for: &request, on: connected())
    do {
      try answer(.run(request), schema)
    } catch {
      if thread == nil { made.remove(session) }
      throw error
    }
  }

  /// What an answer has to obey.
  func schema(asking options: TurnOptions?) throws -> AnswerSchema? {
    try session.schema(asking: options, in: thread, on: connected())
  }

  func answer(_ call: TurnCall, _ schema: AnswerSchema?) throws {
    let connection = try connected()
    connection.interrupt = interrupt
    let run = AskRun(
      session, call, format: schema == nil ? .text : .whole,
      demands: AnswerDemands(schema: schema), showsReasoning: showsReasoning)
    hasNoAnswer = true
    defer { hasNoAnswer = run.hasNoAnswer }
    do {
      try run.run(on: connection)
      take(run)
    } catch let code as ExitCode where code == .answerCut {
      // It was said, and the words are there to go on from.
      take(run)
    } catch {
      take(run)
      if error as? ClientError != .interrupted {
        try catchUp(after: run)
        whenReported = { [self] in try tellIfUnanswered(run) }
      }
      throw error
    }
    try catchUp(after: run)
    if console.isTerminal { try console.write("\n") }
  }

  private func take(_ run: AskRun) {
    // The turn holds the files from now on.
    if run.thread != nil { (files, unsent) = ([], nil) }
    if thread == nil, let made = run.thread {
      thread = made
      // It is the thread's own from now on.
      (system, title) = (nil, nil)
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

  /// Says that a question which has just failed is kept, and no part of what follows.
  private func tellIfUnanswered(_ run: AskRun) throws {
    guard let thread, run.thread != nil, run.turn?.messageIds.isEmpty != false else { return }
    guard case .unanswered = try LastQuestion(of: thread, on: connected())?.place else { return }
    tell("That question is kept, and not part of what is sent; /retry asks it again.")
  }
}
