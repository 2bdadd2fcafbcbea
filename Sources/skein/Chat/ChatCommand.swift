import ArgumentParser
import Client
import Wire

struct ChatCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat",
    abstract: "Ask question after question in one thread.",
    discussion: """
      A new thread is made unless -c, -C or -t says which one to go on with. Words are the first \
      question. /help lists what can be typed beside questions. Ctrl-C ends the answer, not the \
      chat; Ctrl-D leaves. What is piped in is a question or command a line.
      """)

  @Argument(help: "What to ask first.") var words: [String] = []

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

  @Flag(help: "Print what the model says to itself, to standard error.")
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
    let options = try options.options(schema: options.answerSchema(session), session)
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
