import ArgumentParser
import Client
import Wire

struct ThreadPickCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick", abstract: "Choose a thread from a list, and make it this terminal's.",
    discussion: """
      With fzf where it is on PATH and the terminal can show it, which shows what a thread says \
      beside the list; else by number. Prints the thread's number. Exits with 130 when none is chosen.
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
    let chosen =
      if !plain, session.console.movesCursor, let picker = Picker(session.environment) {
        try pick(threads, with: picker, session)
      } else {
        try number(of: threads, session.console)
      }
    // The daemon may have been restarted meanwhile.
    try session.use(chosen, global, on: session.dialer.connect())
  }

  private func pick(
    _ threads: [Noun.Thread], with picker: Picker, _ session: Session
  ) throws -> ThreadID {
    let lines = threads.map { thread in
      [
        thread.reference, Age.text(of: thread.lastMessageAt ?? thread.updatedAt),
        PrintableText.line(thread.title?.text ?? "–"),
      ].joined(separator: "\t")
    }
    var arguments = [
      "--no-multi", "--delimiter=\t", "--with-nth=1..", "--tabstop=12", "--tiebreak=index",
      "--prompt=thread> ", "--preview=\(preview(session))",
      "--preview-window=right,60%,wrap",
    ]
    if !words.isEmpty { arguments.append("--query=\(words.joined(separator: " "))") }
    switch try picker.pick(lines, arguments: arguments) {
    case .line(let line):
      let reference = line.split(separator: "\t").first.map(String.init)
      guard let thread = threads.first(where: { $0.reference == reference }) else {
        throw ClientError.system("fzf has answered what was not on the list.")
      }
      return thread.id
    case .none, .left: throw ClientError.interrupted
    }
  }

  /// What fzf runs for the line under the cursor.
  private func preview(_ session: Session) -> String {
    let program = quoted(OwnProgram.path ?? "skein")
    // Only what the user has named is named again: elsewhere it is looked at who answers.
    let socket = global.socket == nil ? "" : " --socket \(quoted(session.dialer.socket.path))"
    return "\(program) --no-start\(socket) thread show --for-terminal {1}"
  }

  private func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }

  private func number(of threads: [Noun.Thread], _ console: Console) throws -> ThreadID {
    var table = Table(columns: [
      .init(heading: "#", alignsRight: true), .init(heading: "WHEN"), .init(heading: "TITLE"),
    ])
    table.rows = threads.map { thread in
      [
        thread.reference, Age.text(of: thread.lastMessageAt ?? thread.updatedAt),
        thread.title?.text ?? "–",
      ]
    }
    console.status(table.aligned(width: console.width))
    while true {
      console.status("Which thread? [its number, Enter for none] ")
      guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else {
        throw ClientError.interrupted
      }
      let reference = line.trimmingWhitespace()
      if let thread = threads.first(where: { $0.reference == reference }) { return thread.id }
      console.note("expected a number of the list")
    }
  }
}
