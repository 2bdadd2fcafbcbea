import ArgumentParser
import Client
import Wire

struct ChatCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "chat", "Chat with a model, in one thread.",
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

  @OptionGroup var thread: QuestionThread
  @OptionGroup var model: ModelChoice
  @OptionGroup var system: SystemPromptOption

  @Flag(help: "Print the model's reasoning to standard error.")
  var reasoning = false

  @OptionGroup var options: ModelOptions
  @OptionGroup var markdown: MarkdownOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if global.json {
      throw ValidationError("A chat is for people: skein ask --json is for programs.")
    }
  }

  func execute(_ session: Session) throws {
    session.console.show(markdown)
    let model = try model.name()
    // Standard input is what is asked.
    let system = try SystemPromptOption.prompt(system.system)
    let title = try thread.newTitle()
    try options.refuseFiles()
    let options = try options.options(schema: options.answerSchema(session), session)
    let interrupt = try session.catchInterrupts()
    let chat = Chat(
      session, interrupt, model: model, system: system, title: title, options: options,
      showsReasoning: reasoning)
    if thread.isThere {
      try chat.goOn(with: chat.named(thread.thread, orLast: thread.last))
    } else {
      try chat.greet()
    }
    try chat.run(first: words.isEmpty ? nil : words.joined(separator: " "))
  }
}
