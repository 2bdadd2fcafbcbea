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

  /// The last question once more, whether it has its answer or not.
  func retry(_ name: String) throws {
    let model = name.isEmpty ? model : try checked(name, ModelName.self, "/retry")
    if let unsent { return try ask(unsent, model: model) }
    let last = try lastQuestion()
    let turn: Noun.Turn
    switch last.place {
    case .unanswered(let found): turn = found
    case .message(_, let found?):
      turn = try connected().call(TurnGet.self, .init(turnId: found)).turn
    case .message(_, nil):
      try connected().expect(model, in: last.thread)
      let taken = try takeBack(last)
      return try replacing(taken) { try ask(last.text, model: model) }
    }
    tell("Asking again: \(QuotedWords.of(last.text)).")
    try answer(
      .retry(
        TurnRetry.Params(
          turnId: turn.id, id: IDSource().next(), model: model, systemPrompt: system,
          options: options)),
      schema(asking: options ?? turn.options))
  }

  /// What an answer has to obey.
  private func schema(asking options: TurnOptions?) throws -> AnswerSchema? {
    try session.schema(asking: options, in: thread, on: connected())
  }

  /// Asks in place of what was taken back; when that comes to nothing, what brings it back is said
  /// behind the error.
  private func replacing(_ taken: TakenBack, _ body: () throws -> Void) throws {
    hasNoAnswer = true
    do {
      try body()
    } catch {
      let told = whenReported
      whenReported = { [self] in
        try told?()
        if hasNoAnswer, let wayBack = taken.wayBack { tell(wayBack) }
      }
      throw error
    }
  }

  private func lastQuestion() throws -> LastQuestion {
    guard let thread else { throw ClientError.usage("Nothing has been asked in this thread.") }
    return try LastQuestion.required(of: thread, on: connected())
  }

  private func answer(_ call: TurnCall, _ schema: AnswerSchema?) throws {
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

  /// Takes back the last question, with its answer if it has one.
  func undo() throws {
    if let unsent {
      self.unsent = nil
      return tell("Taken back: \(QuotedWords.of(unsent)), which was never asked.")
    }
    let taken = try takeBack(lastQuestion(), deletesEmpty: true)
    // The next question begins another.
    if taken.hasDeletedThread { (thread, lastSequence) = (nil, 0) }
  }

  private func takeBack(_ last: LastQuestion, deletesEmpty: Bool = false) throws -> TakenBack {
    let taken = try last.takeBack(on: connected(), session, deletesEmpty: deletesEmpty)
    switch last.place {
    case .message(let sequence, _): lastSequence = sequence - 1
    case .unanswered: break
    }
    (lastTurn, unsent) = (nil, nil)
    return taken
  }

  /// Opens the last question in the editor, and asks what was left there.
  func edit(_ prompt: any ChatPrompt) throws {
    let last = try unsent == nil ? lastQuestion() : nil
    let question = unsent ?? last?.text ?? ""
    let edited = try prompt.lend {
      try Editor(session.environment).changed(question, &session.draft)
    }
    // The daemon may have been restarted meanwhile.
    connection = nil
    guard let last else { return try ask(edited) }
    // Whatever can be wrong with it is, before anything is taken back.
    _ = try PromptInput(words: [edited], files: files, piped: [])
    let asked = try last.turn(on: connected())
    try connected().expect(model ?? asked?.model, in: last.thread)
    let taken = try takeBack(last)
    try replacing(taken) { try ask(edited, settingsOf: asked) }
  }
}
