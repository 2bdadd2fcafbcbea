import ArgumentParser
import Client
import Wire

struct AskCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "ask", "Ask a model and stream its answer.",
    discussion: """
      The question is the words, then the files, then what is piped in; - among the words says \
      where standard input goes. It begins a new thread unless -c, -C or -t names one to continue. \
      Ctrl-C cancels the turn and keeps what the model has said; closing the terminal does not \
      cancel it.
      """,
    examples: [
      #"skein ask "What is a skein?""#,
      CommandExample(#"skein ask -c "Shorter, please.""#, "Continue this terminal's thread"),
      CommandExample(
        #"git diff | skein ask -m fast "Write the commit message.""#,
        "Ask about what another program prints"),
    ])

  @Argument(help: "The question; - is standard input.") var words: [String] = []

  @OptionGroup var thread: QuestionThread
  @OptionGroup var model: ModelChoice
  @OptionGroup var system: SystemPromptOption
  @OptionGroup var prompt: PromptOptions
  @OptionGroup var template: TemplateOptions
  @OptionGroup var answer: AnswerOptions

  @Flag(help: "Store neither the question nor the answer.")
  var ephemeral = false

  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if ephemeral { try thread.refuseTitle() }
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let schema = try options.answerSchema(session)
    let request = try request(session, schema)
    let title = try thread.newTitle()
    var demands = try answer.demands(schema: schema, files: options.files, json: global.json)
    try session.catchInterrupts()
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
    let model = try model.name(or: template?.model)
    let options = try options.options(over: template?.options, schema: schema, session)
    var request = try prompt.request(
      words, by: template, model: model, system: system.text(session), options: options, session)
    request.id = IDSource().next()
    request.stream = true
    request.ephemeral = ephemeral ? true : nil
    return request
  }

  private func threadID(_ session: Session, _ connection: Connection) throws -> ThreadID? {
    guard thread.isThere else { return nil }
    return try session.ownThread(thread.thread, orLast: thread.last, on: connection)
  }
}
