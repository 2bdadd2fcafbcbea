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
      copy, whose id is printed to standard error.
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
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
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

/// A thread's last question with everything after it.
private struct LastPair {
  private let thread: ThreadID
  private let sequence: Int
  let question: String

  init(of thread: ThreadID, on connection: Connection) throws {
    var found: Noun.Message?
    let params = MessageList.Params(threadId: thread, limit: PageLimit(2), order: .descending)
    try connection.pages(MessageList.self, params, cursor: \.cursor) { page, _ in
      found = page.data.first { $0.role == .user }
      return found == nil
    }
    guard let found, let sequence = found.sequence?.number else {
      throw ClientError.usage("Nothing has been asked in this thread.")
    }
    (self.thread, self.sequence, question) = (thread, sequence, found.content)
  }

  /// Answers the method's result as it came.
  func takeBack(on connection: Connection, _ console: Console) throws -> [UInt8] {
    let params = ThreadRevert.Params(threadId: thread, throughSequence: Sequence(sequence - 1))
    let json = try connection.callRaw(ThreadRevert.self, params)
    let result = try TypedJSON.read(json, ThreadRevert.Result.self, of: ThreadRevert.name)
    if let fork = result.fork { console.note("The thread as it was: \(fork.id)") }
    return json
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
