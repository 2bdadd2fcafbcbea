import ArgumentParser
import Client
import Wire

/// In which thread a question is asked: a new one unless an option names one.
struct QuestionThread: ParsableArguments {
  @Flag(
    name: [.customShort("c"), .customLong("continue")], help: "Continue this terminal's thread.")
  var goesOn = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Continue this thread, named by its number, title or id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?

  @OptionGroup var last: LastThread

  @Option(help: ArgumentHelp("The title of the new thread.", valueName: "text"))
  var title: String?

  /// Whether it is one that is there already.
  var isThere: Bool { goesOn || thread != nil || last.isMeant }

  func newTitle() throws -> Title? { try checked(title, Title.self, "--title") }

  func validate() throws {
    try refuseSeveral(
      of: ("--continue", goesOn), ("--thread", thread != nil), ("--last", last.isMeant))
    if isThere { try refuseTitle() }
  }

  /// Where no new thread is made.
  func refuseTitle() throws {
    if title != nil {
      throw ValidationError("--title is a new thread's; skein thread rename names another.")
    }
  }
}

/// Whose last question a command is about: this terminal's thread unless an option names another.
struct ThreadChoice: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The thread, named by its number, title or id.", valueName: "thread"),
    completion: Completions.threads)
  var thread: String?

  @OptionGroup var last: LastThread

  /// Whether an option names one.
  var isNamed: Bool { thread != nil || last.isMeant }

  func validate() throws {
    try refuseSeveral(of: ("--thread", thread != nil), ("--last", last.isMeant))
  }
}

extension Session {
  /// The thread that is chosen, else this terminal's; none is guessed, for it is about to change.
  func ownThread(_ choice: ThreadChoice, on connection: Connection) throws -> ThreadID {
    try ownThread(choice.thread, orLast: choice.last, on: connection)
  }
}
