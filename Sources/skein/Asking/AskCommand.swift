import ArgumentParser
import Client
import Wire

struct AskCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a model and print its answer as it comes.",
    discussion: """
      What is asked is the words, then the files, then what is piped in; or that where - stands \
      among the words. A new thread is made unless -c, -C or -t says which one to go on with. \
      Ctrl-C ends the turn, and what was said is kept; closing the terminal does not end it.
      """)

  @Argument(help: "What to ask; - is standard input.") var words: [String] = []

  @Flag(
    name: [.customShort("c"), .customLong("continue")], help: "Go on with this terminal's thread.")
  var goesOn = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Go on with this thread; by its number, its title or its id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?

  @OptionGroup var lastThread: LastThread

  @Option(help: ArgumentHelp("The title of the new thread.", valueName: "text"))
  var title: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The model, as alias, name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("What the model is told first.", valueName: "text"))
  var system: String?

  @OptionGroup var prompt: PromptOptions
  @OptionGroup var template: TemplateOptions
  @OptionGroup var answer: AnswerOptions

  @Flag(help: "Keep nothing of this question and its answer.")
  var ephemeral = false

  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if goesOn, thread != nil {
      throw ValidationError("Choose one of --continue and --thread.")
    }
    try lastThread.validate(beside: goesOn || thread != nil, "--continue, --thread")
    if title != nil, goesOn || thread != nil || lastThread.isMeant || ephemeral {
      throw ValidationError("--title is a new thread's; skein thread rename names another.")
    }
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let schema = try options.answerSchema(session)
    let request = try request(session, schema)
    let title = try checked(title, Title.self, "--title")
    var demands = try answer.demands(schema: schema, files: options.files, json: global.json)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    let connection = try session.dialer.connect()
    var turn = request
    turn.threadId = try threadID(session, connection)
    if let thread = turn.threadId { try session.tellOfUnanswered(in: thread, on: connection) }
    demands.schema = try session.schema(
      asking: turn.options, in: turn.threadId, answer, on: connection)
    guard let title else {
      return try AskRun(session, .run(turn), answer, demands).run(on: connection)
    }
    let thread = try NewThread(title, for: &turn, on: connection)
    let run = AskRun(session, .run(turn), answer, demands)
    do {
      try run.run(on: connection)
    } catch {
      if run.thread == nil { thread.remove(session) }
      throw error
    }
  }

  private func request(_ session: Session, _ schema: AnswerSchema?) throws -> TurnRequest {
    let template = try template.filled(session.environment)
    let model = try checked(model ?? template?.model, ModelName.self, "--model")
    let options = try options.options(over: template?.options, schema: schema, session)
    let system = try session.text(ifGiven: system, for: "--system")
    let input = try prompt.parts(words, session).input(by: template, session.console)
    let prompt = try checked(system ?? input.system, SystemPrompt.self, "--system")
    return TurnRequest(
      id: IDSource().next(), input: input.content, model: model, systemPrompt: prompt,
      options: options, stream: true, ephemeral: ephemeral ? true : nil)
  }

  private func threadID(_ session: Session, _ connection: Connection) throws -> ThreadID? {
    guard goesOn || thread != nil || lastThread.isMeant else { return nil }
    return try session.ownThread(thread, orLast: lastThread, on: connection)
  }
}

/// A text under its rule, or how to write it.
func checked<Text: RuledText>(_ text: String?, _: Text.Type, _ name: String) throws -> Text? {
  guard let text else { return nil }
  guard let ruled = Text(text) else {
    throw ClientError.usage("\(name): expected \(Text.expectation).")
  }
  return ruled
}
