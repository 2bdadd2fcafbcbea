import ArgumentParser
import Client
import Wire

struct RetryCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Ask again what failed, was interrupted or was cancelled.",
    discussion: """
      Of this terminal's thread, the last turn that no other has asked again; or the one that is \
      named, also when it has an answer. The old turn stays as it is. What is not said otherwise \
      is asked as it was then.
      """)

  @Argument(help: "The turn's id, or the beginning of it.", completion: Completions.turns) var turn:
    String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Look in this thread; by its title, its id or the beginning of that.", valueName: "id"),
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
    let demands = try answer.demands(json: global.json)
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    let connection = try session.dialer.connect()
    let retry = TurnRetry.Params(
      turnId: try old(session, connection), id: IDSource().next(), model: model,
      systemPrompt: system)
    try AskRun(session, .retry(retry), answer, demands).run(on: connection)
  }

  private func old(_ session: Session, _ connection: Connection) throws -> TurnID {
    if let turn { return try TurnReference(turn).resolve(on: connection) }
    let thread = try session.ownThread(thread, orLast: lastThread, on: connection)
    guard let turn = try connection.lastUnanswered(in: thread) else {
      throw ClientError.usage(
        "Everything in this thread has its answer; a turn's id asks that one again all the same.")
    }
    return turn
  }
}
