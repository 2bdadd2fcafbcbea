import ArgumentParser
import Client
import Wire

struct EditCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "edit", "Take back the last question and ask another instead.",
    discussion: """
      The words, the files or what is piped in are the new question. Without any, $VISUAL or \
      $EDITOR opens the old one; if it is left empty or unchanged, nothing is asked or taken back. \
      The model, the system prompt and the options of the old question are used unless given. \
      Standard error says which question it was, and the number of a version that keeps the thread \
      as it was; a question without an answer leaves no version, and skein turn show prints it.
      """,
    examples: ["skein edit", #"skein edit "And in Latin?""#])

  @Argument(help: "The new question; - is standard input.") var words: [String] = []
  @OptionGroup var thread: ThreadChoice
  @OptionGroup var model: ModelChoice
  @OptionGroup var system: SystemPromptOption
  @OptionGroup var prompt: PromptOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try model.name()
    let system = try SystemPromptOption.prompt(system.text(session))
    let schema = try options.answerSchema(session)
    let changed = try options.options(schema: schema, session)
    var demands = try answer.demands(schema: schema, files: options.files, json: global.json)
    let parts = try prompt.parts(words, session)
    var connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, on: connection)
    let last = try LastQuestion.required(of: thread, on: connection)
    let asked = try last.turn(on: connection)
    try connection.expect(model ?? asked?.model, in: thread)
    demands.schema = try session.schema(
      asking: changed ?? asked?.options, in: thread, answer, on: connection)
    var edited: String?
    if parts.isEmpty {
      edited = try Editor(session.environment, otherwise: "give words").changed(
        last.text, &session.draft)
      // The daemon may have been restarted meanwhile.
      connection = try session.dialer.connect()
    }
    let input = try parts.input(edited: edited, session.console)
    let interrupt = try session.catchInterrupts()
    connection.interrupt = interrupt
    let request = TurnRequest(
      threadId: thread, id: IDSource().next(), input: input.content, model: model,
      systemPrompt: system, options: changed, settingsOf: asked?.id, stream: true)
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
