import ArgumentParser
import Client
import Wire

struct ThreadPickCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick", abstract: "Choose a thread from a list, and make it this terminal's.",
    discussion: """
      With fzf where it is on PATH and the terminal can show it, which shows what a thread says \
      beside or below the list; else by number. Prints the thread's number. Exits with 130 when none is chosen.
      """)

  @Argument(help: "What fzf begins to look for.") var words: [String] = []
  @Flag(help: "Choose by number, also where fzf is.") var plain = false
  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard session.console.canAsk else {
      throw ClientError.usage("There is no terminal to choose on: skein thread use NUMBER.")
    }
    let connection = try session.dialer.connect()
    let threads = try Listing(
      ThreadList.self, ThreadList.Params(), limit: \.limit, cursor: \.cursor, options,
      on: connection
    ).entries
    guard !threads.isEmpty else {
      throw ClientError.usage("There are no threads yet; skein ask makes one.")
    }
    let chosen = try ThreadPicker(session, global, isPlain: plain).choose(
      from: threads.map { thread in
        ThreadPicker.Entry(
          thread: thread, facts: [Age.text(of: thread.lastMessageAt ?? thread.updatedAt)],
          words: [thread.title?.text ?? "–"])
      }, headings: ["WHEN", "TITLE"], query: words.joined(separator: " "))
    // The daemon may have been restarted meanwhile.
    try session.use(chosen, global, on: session.dialer.connect())
  }
}
