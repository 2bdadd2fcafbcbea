import ArgumentParser
import Client
import Wire

struct RetryCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Ask the last question again, whether it has an answer or not.",
    discussion: """
      Of this terminal's thread; or the turn that is named. Which question it is is printed to \
      standard error. The new answer takes the old one's place, which skein thread show --variants \
      prints from then on; when there is none, the old one stays. What is not said otherwise is \
      asked as it was then.
      """)

  @Argument(help: "The turn's id, or the end of it.", completion: Completions.turns) var turn:
    String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Look in this thread; by its number, its title or its id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?

  @OptionGroup var lastThread: LastThread

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Another model, as alias, name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("What the model is told first.", valueName: "text"))
  var system: String?

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if turn != nil, thread != nil || lastThread.isMeant {
      throw ValidationError("A turn has its thread: leave --thread and --last out.")
    }
    try lastThread.validate(beside: thread != nil, "--thread")
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try checked(model, ModelName.self, "--model")
    let system = try checked(
      session.text(ifGiven: system, for: "--system"), SystemPrompt.self, "--system")
    let schema = try options.answerSchema(session)
    let changed = try options.options(schema: schema, session)
    var demands = try answer.demands(schema: schema, files: options.files, json: global.json)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
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
    let thread = try session.ownThread(thread, orLast: lastThread, on: connection)
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
