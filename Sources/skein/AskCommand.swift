import ArgumentParser
import Client
import Wire

struct AskCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a model and print its answer as it comes.",
    discussion: """
      What is asked is the words, then the files, then what is piped in. A new thread is made \
      unless -c or -t says which one to go on with. Ctrl-C ends the turn, and what was said is \
      kept; closing the terminal does not end it.
      """)

  @Argument(help: "What to ask.") var words: [String] = []

  @Flag(
    name: [.customShort("c"), .customLong("continue")], help: "Go on with this terminal's thread.")
  var goesOn = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Go on with this thread; by its title, its id or the beginning of that.", valueName: "id"),
    completion: Completions.threads)
  var thread: String?

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
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let request = try request(session)
    let format = try answer.format(json: global.json)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    let connection = try session.dialer.connect()
    var turn = request
    turn.threadId = try threadID(session, connection)
    try AskRun(session, .run(turn), format: format, answer).run(on: connection)
  }

  private func request(_ session: Session) throws -> TurnRequest {
    let template = try template.filled(session.environment)
    let model = try checked(model ?? template?.model, ModelName.self, "--model")
    let options = try options.options()
    let input = try prompt.parts(session.console).input(words, by: template, session.console)
    let system = try checked(system ?? input.system, SystemPrompt.self, "--system")
    return TurnRequest(
      id: IDSource().next(), input: input.content, model: model, systemPrompt: system,
      options: options, stream: true, ephemeral: ephemeral ? true : nil)
  }

  private func threadID(_ session: Session, _ connection: Connection) throws -> ThreadID? {
    if let thread { return try session.named(thread, on: connection) }
    guard goesOn else { return nil }
    if let named = session.current.named {
      return try session.named(named, on: connection)
    }
    guard let thread = session.current.remembered else {
      throw ClientError.usage(
        "There is no thread here to go on with; name one with -t (skein thread list shows them).")
    }
    return session.uses(thread, isRemembered: true)
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
