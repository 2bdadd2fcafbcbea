import Client
import Wire

/// The last question asked again, changed or taken back.
extension Chat {
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
}
