import ArgumentParser
import Client
import Wire

struct UndoCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the last question and its answer.",
    discussion: """
      Of this terminal's thread. The thread as it was stays as a copy, whose id is printed to \
      standard error.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Take back in this thread; by its title, its id or the beginning of that.", valueName: "id"),
    completion: Completions.threads)
  var thread: String?
  @OptionGroup var lastThread: LastThread
  @OptionGroup var global: GlobalOptions

  func validate() throws { try lastThread.validate(beside: thread != nil, "--thread") }

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, orLast: lastThread, on: connection)
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
      copy, whose id is printed to standard error.
      """)

  @Argument(help: "What to ask instead; - is standard input.") var words: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Edit this thread; by its title, its id or the beginning of that.", valueName: "id"),
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
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws { try lastThread.validate(beside: thread != nil, "--thread") }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try checked(model, ModelName.self, "--model")
    let demands = try answer.demands(json: global.json)
    let parts = try prompt.parts(words, session)
    var connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, orLast: lastThread, on: connection)
    let pair = try LastPair(of: thread, on: connection)
    var edited: String?
    if parts.isEmpty {
      edited = try Editor(session.environment).edit(pair.question)
      // The daemon may have been restarted meanwhile.
      connection = try session.dialer.connect()
    }
    let input = try parts.input(edited: edited, session.console)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    connection.interrupt = interrupt
    _ = try pair.takeBack(on: connection, session.console)
    let request = TurnRequest(
      threadId: thread, id: IDSource().next(), input: input.content, model: model, stream: true)
    try AskRun(session, .run(request), answer, demands).run(on: connection)
  }
}

extension Session {
  /// The thread that is named, or touched last of all where that is meant, else this terminal's; none
  /// is guessed, for it is about to change.
  func ownThread(
    _ name: String?, orLast last: LastThread? = nil, on connection: Connection
  ) throws -> ThreadID {
    if last?.isMeant == true { return try newestThread(on: connection) }
    if let name = name ?? current.named {
      return try ThreadReference(name).resolve(on: connection)
    }
    guard let thread = current.remembered else {
      throw ClientError.usage(
        "Nothing was asked at this terminal yet: skein thread pick chooses a thread, -C goes on "
          + "with the last one of anywhere, -t with the one it names.")
    }
    return thread
  }
}
