import ArgumentParser
import Client
import Wire

struct ChatCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "chat", "Chat with a model: one question after another, in one thread.",
    discussion: """
      It begins a new thread unless -c, -C or -t names one to continue. The words are the first \
      question. /help lists what else can be typed. Ctrl-C cancels the answer, not the chat; \
      Ctrl-D leaves. Without a terminal, each line of standard input is a question or a command.
      """,
    examples: [
      "skein chat",
      CommandExample(#"skein chat -t "Trip to Oslo""#, "Continue a thread"),
    ])

  @Argument(help: "The first question.") var words: [String] = []

  @Flag(
    name: [.customShort("c"), .customLong("continue")], help: "Continue this terminal's thread.")
  var goesOn = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Continue this thread, named by its number, title or id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?

  @OptionGroup var lastThread: LastThread

  @Option(help: ArgumentHelp("The title of the new thread.", valueName: "text"))
  var title: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The model: an alias, a name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The system prompt.", valueName: "text"))
  var system: String?

  @Flag(help: "Print the model's reasoning to standard error.")
  var reasoning = false

  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if goesOn, thread != nil {
      throw ValidationError("Choose one of --continue and --thread.")
    }
    try lastThread.validate(beside: goesOn || thread != nil, "--continue, --thread")
    if title != nil, goesOn || thread != nil || lastThread.isMeant {
      throw ValidationError("--title is a new thread's; skein thread rename names another.")
    }
    if global.json {
      throw ValidationError("A chat is for people: skein ask --json is for programs.")
    }
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try checked(model, ModelName.self, "--model")
    let system = try checked(system, SystemPrompt.self, "--system")
    let title = try checked(title, Title.self, "--title")
    try options.refuseFiles()
    let options = try options.options(schema: options.answerSchema(session))
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    let chat = Chat(
      session, interrupt, model: model, system: system, title: title, options: options,
      showsReasoning: reasoning)
    if goesOn || thread != nil || lastThread.isMeant {
      try chat.goOn(with: chat.named(thread, orLast: lastThread))
    } else {
      try chat.greet()
    }
    try chat.run(first: words.isEmpty ? nil : words.joined(separator: " "))
  }
}
