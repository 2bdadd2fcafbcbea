import ArgumentParser
import Client
import Wire

struct UndoCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the last question, with its answer if it has one.",
    discussion: """
      Of this terminal's thread. Which question it was is printed to standard error. The thread as \
      it was stays as a copy, whose id is printed there too; a question without an answer leaves no \
      copy, and skein turn show prints it.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Take back in this thread; by its title, its id or the beginning of that.", valueName: "id"),
    completion: Completions.threads)
  var thread: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, on: connection)
    let last = try LastQuestion.required(of: thread, on: connection)
    let result = try last.takeBack(on: connection, session)
    if global.json { try session.console.print(json: result) }
  }
}

struct EditCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Take back the last question, with its answer if it has one, and ask anew.",
    discussion: """
      With words, files, or what is piped in, that is asked; else $VISUAL or $EDITOR opens the old \
      question, and nothing is asked or taken back when it is left empty or as it was. Which \
      question it was is printed to standard error, and the id of a copy of the thread as it was; \
      a question without an answer leaves no copy, and skein turn show prints it.
      """)

  @Argument(help: "What to ask instead.") var words: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Edit this thread; by its title, its id or the beginning of that.", valueName: "id"),
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
    let last = try LastQuestion.required(of: thread, on: connection)
    var asked = words
    if words.isEmpty, parts.isEmpty {
      asked = [try Editor(session.environment).changed(last.text)]
      // The daemon may have been restarted meanwhile.
      connection = try session.dialer.connect()
    }
    let input = try parts.input(asked, session.console)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    connection.interrupt = interrupt
    _ = try last.takeBack(on: connection, session)
    let request = TurnRequest(
      threadId: thread, id: IDSource().next(), input: input.content, model: model, stream: true)
    try AskRun(session, .run(request), format: format, answer).run(on: connection)
  }
}

extension Session {
  /// The thread that is named, else this terminal's; none is guessed, for it is about to change.
  func ownThread(_ name: String?, on connection: Connection) throws -> ThreadID {
    if let name = name ?? current.named {
      return try ThreadReference(name).resolve(on: connection)
    }
    guard let thread = current.remembered else {
      throw ClientError.usage(
        "No thread was asked in here; name one with -t (skein thread list shows them).")
    }
    return thread
  }
}
