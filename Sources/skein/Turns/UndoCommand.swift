import ArgumentParser
import Client
import Wire

struct UndoCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the last question, with its answer if it has one.",
    discussion: """
      Of this terminal's thread. Which question it was is printed to standard error. The thread as \
      it was stays as a version of it, whose number is printed there too; a question without an \
      answer leaves no version, and skein turn show prints it. Where it was all that a thread ever \
      held, the thread is deleted; skein thread restore brings it back.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Take back in this thread; by its number, its title or its id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @OptionGroup var lastThread: LastThread
  @OptionGroup var global: GlobalOptions

  func validate() throws { try lastThread.validate(beside: thread != nil, "--thread") }

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, orLast: lastThread, on: connection)
    let last = try LastQuestion.required(of: thread, on: connection)
    let taken = try last.takeBack(on: connection, session, deletesEmpty: true)
    if global.json { try session.console.print(json: taken.json) }
  }
}

struct EditCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Take back the last question, with its answer if it has one, and ask anew.",
    discussion: """
      With words, files, or what is piped in, that is asked; else $VISUAL or $EDITOR opens the old \
      question, and nothing is asked or taken back when it is left empty or as it was. Which \
      question it was is printed to standard error, and the number of a version of the thread as \
      it was; a question without an answer leaves no version, and skein turn show prints it.
      """)

  @Argument(help: "What to ask instead; - is standard input.") var words: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Edit this thread; by its number, its title or its id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @OptionGroup var lastThread: LastThread
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The model, as alias, name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?
  @OptionGroup var prompt: PromptOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws { try lastThread.validate(beside: thread != nil, "--thread") }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try checked(model, ModelName.self, "--model")
    let schema = try options.answerSchema(session)
    let changed = try options.options(schema: schema, session)
    var demands = try answer.demands(schema: schema, files: options.files, json: global.json)
    let parts = try prompt.parts(words, session)
    var connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, orLast: lastThread, on: connection)
    let last = try LastQuestion.required(of: thread, on: connection)
    try connection.expect(model, in: thread)
    demands.schema = try session.schema(asking: changed, in: thread, answer, on: connection)
    var edited: String?
    if parts.isEmpty {
      edited = try Editor(session.environment).changed(last.text, &session.draft)
      // The daemon may have been restarted meanwhile.
      connection = try session.dialer.connect()
    }
    let input = try parts.input(edited: edited, session.console)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    connection.interrupt = interrupt
    let request = TurnRequest(
      threadId: thread, id: IDSource().next(), input: input.content, model: model,
      options: changed, stream: true)
    let run = AskRun(session, .run(request), answer, demands)
    try session.replacing(last.takeBack(on: connection, session), by: run, on: connection)
  }
}

extension Session {
  /// Asks in place of what was taken back; when that comes to nothing, says what brings it back.
  func replacing(_ taken: TakenBack, by run: AskRun, on connection: Connection) throws {
    do {
      try run.run(on: connection)
    } catch {
      guard run.hasNoAnswer, let wayBack = taken.wayBack else { throw error }
      // Behind what went wrong.
      let reported = report(explained(error))
      tell(wayBack)
      throw reported
    }
  }
}
