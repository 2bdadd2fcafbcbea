import ArgumentParser
import Client
import Wire

struct RetryCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "retry", "Ask the last question again, answered or not.",
    discussion: """
      The last question of this terminal's thread, or the turn that is named. Standard error says \
      which question it is. The new answer replaces the old one, which skein thread show \
      --variants still prints; if no answer comes, the old one stays. The model, system prompt and \
      options are those of the first time unless given.
      """,
    examples: [
      "skein retry",
      CommandExample("skein retry -m big", "Ask another model"),
    ])

  @Argument(help: "The turn's id, or its beginning or end.", completion: Completions.turns)
  var turn: String?

  @OptionGroup var thread: ThreadChoice

  @OptionGroup var model: ModelChoice
  @OptionGroup var system: SystemPromptOption
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if turn != nil, thread.isNamed {
      throw ValidationError("A turn has its thread: leave --thread and --last out.")
    }
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try model.name()
    let system = try SystemPromptOption.prompt(system.text(session))
    let schema = try options.answerSchema(session)
    let changed = try options.options(schema: schema, session)
    var demands = try answer.demands(schema: schema, files: options.files, json: global.json)
    try session.catchInterrupts()
    let connection = try session.dialer.connect()
    switch try asked(session, connection) {
    case .turn(let turn):
      demands.schema = try session.schema(
        asking: changed ?? turn.options, in: turn.threadId, answer, on: connection)
      let call = TurnCall.retry(
        TurnRetry.Params(
          turnId: turn.id, id: IDSource().next(), model: model, systemPrompt: system,
          options: changed))
      try AskRun(session, call, answer, demands).run(on: connection)
    case .copy(let last):
      // No turn asked it here: the copy of the thread keeps the old answer.
      try connection.expect(model, in: last.thread)
      demands.schema = try session.schema(
        asking: changed, in: last.thread, answer, on: connection)
      let input = try PromptInput(words: [last.text], piped: [])
      let request = TurnRequest(
        threadId: last.thread, id: IDSource().next(), input: input.content, model: model,
        systemPrompt: system, options: changed, stream: true)
      let run = AskRun(session, .run(request), answer, demands)
      try session.replacing(last.takeBack(on: connection, session), by: run, on: connection)
    }
  }

  /// What is asked again.
  private enum Asked {
    case turn(Noun.Turn)
    /// A question that was copied or imported.
    case copy(LastQuestion)
  }

  private func asked(_ session: Session, _ connection: Connection) throws -> Asked {
    if let turn {
      let id = try TurnReference(turn).resolve(on: connection)
      let old = try connection.call(TurnGet.self, .init(turnId: id)).turn
      session.tell("Asking again: \(QuotedWords.of(old.input ?? "")).")
      return .turn(old)
    }
    let thread = try session.ownThread(thread, on: connection)
    let last = try LastQuestion.required(of: thread, on: connection)
    switch last.place {
    case .unanswered(let turn):
      session.tell("Asking again: \(QuotedWords.of(last.text)).")
      return .turn(turn)
    case .message(_, let turn?):
      session.tell("Asking again: \(QuotedWords.of(last.text)).")
      return .turn(try connection.call(TurnGet.self, .init(turnId: turn)).turn)
    case .message(_, nil): return .copy(last)
    }
  }
}
