import ArgumentParser
import Client
import Wire

struct ThreadPickCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "pick", "Choose a thread and make it this terminal's.",
    discussion: """
      fzf shows the list and what each thread says, if it is on PATH and the terminal can show it; \
      else you choose by number. Prints the thread's number. Exits with 130 if none is chosen.
      """,
    examples: ["skein thread pick", "skein thread pick oslo"])

  @Argument(help: "What fzf searches for at first.") var words: [String] = []
  @Flag(help: "Choose by number, without fzf.") var plain = false
  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard session.console.canAsk else {
      throw ClientError.usage("There is no terminal to choose on: skein thread use NUMBER.")
    }
    let connection = try session.dialer.connect()
    // fzf finds one among thousands, but only among those that it gets.
    let isSearched = !plain && options.limit == nil
    let threads = try Listing(
      ThreadList.self, ThreadList.Params(), limit: \.limit, cursor: \.cursor,
      isSearched ? .whole() : options, on: connection
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
