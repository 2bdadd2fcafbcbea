import ArgumentParser
import Client
import Wire

struct UndoCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the last question and its answer.",
    discussion: """
      Of this terminal's thread. The thread as it was stays as a copy, whose number is printed to \
      standard error.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Take back in this thread; by its number, its title or its id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, on: connection)
    let pair = try LastPair(of: thread, on: connection)
    let result = try pair.takeBack(on: connection, session.console)
    if global.json { try session.console.print(json: result) }
  }
}

struct EditCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Take back the last question and its answer, and ask anew.",
    discussion: """
      With words, files, or what is piped in, that is asked; else $VISUAL or $EDITOR opens the old \
      question, and nothing is taken back when it is left empty. The thread as it was stays as a \
      copy, whose number is printed to standard error.
      """)

  @Argument(help: "What to ask instead.") var words: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Edit this thread; by its number, its title or its id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The model, as alias, name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?
  @OptionGroup var prompt: PromptOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try checked(model, ModelName.self, "--model")
    let format = try answer.format(json: global.json)
    let parts = try prompt.parts(session.console)
    var connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, on: connection)
    let pair = try LastPair(of: thread, on: connection)
    var asked = words
    if words.isEmpty, parts.isEmpty {
      asked = [try Editor(session.environment).edit(pair.question)]
      // The daemon may have been restarted meanwhile.
      connection = try session.dialer.connect()
    }
    let input = try parts.input(asked, session.console)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    connection.interrupt = interrupt
    _ = try pair.takeBack(on: connection, session.console)
    let request = TurnRequest(
      threadId: thread, id: IDSource().next(), input: input.content, model: model, stream: true)
    try AskRun(session, .run(request), format: format, answer).run(on: connection)
  }
}
