import Client
import Wire

/// Lets people choose a thread from a list: with fzf where it is on PATH and the terminal can show it,
/// else by number.
struct ThreadPicker {
  /// One line of the list; several may lead to one thread.
  struct Entry {
    let thread: Noun.Thread
    /// What stands behind its number.
    let cells: [String]
  }

  private let session: Session
  private let global: GlobalOptions
  private let isPlain: Bool

  /// `isPlain` asks for the number also where fzf is.
  init(_ session: Session, _ global: GlobalOptions, isPlain: Bool) {
    self.session = session
    self.global = global
    self.isPlain = isPlain
  }

  /// `interrupted` when none is chosen. `query` is what fzf begins to look for.
  func choose(
    from entries: [Entry], headings: [String], query: String = ""
  ) throws -> ThreadID {
    if !isPlain, session.console.movesCursor, let picker = Picker(session.environment) {
      try pick(from: entries, with: picker, query)
    } else {
      try number(of: entries, headings, session.console)
    }
  }

  private func pick(
    from entries: [Entry], with picker: Picker, _ query: String
  ) throws -> ThreadID {
    let lines = entries.map { entry in
      ([entry.thread.reference] + entry.cells.map { PrintableText.line($0) })
        .joined(separator: "\t")
    }
    var arguments = [
      "--no-multi", "--delimiter=\t", "--with-nth=1..", "--tabstop=12", "--tiebreak=index",
      "--prompt=thread> ", "--preview=\(preview)", "--preview-window=right,60%,wrap",
    ]
    if !query.isEmpty { arguments.append("--query=\(query)") }
    switch try picker.pick(lines, arguments: arguments) {
    case .line(let line):
      let number = line.split(separator: "\t").first.map(String.init)
      guard let entry = entries.first(where: { $0.thread.reference == number }) else {
        throw ClientError.system("fzf has answered what was not on the list.")
      }
      return entry.thread.id
    case .none, .left: throw ClientError.interrupted
    }
  }

  /// What fzf runs for the line under the cursor.
  private var preview: String {
    let program = quoted(OwnProgram.path ?? "skein")
    // Only what the user has named is named again: elsewhere it is looked at who answers.
    let socket = global.socket == nil ? "" : " --socket \(quoted(session.dialer.socket.path))"
    return "\(program) --no-start\(socket) thread show --for-terminal {1}"
  }

  private func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }

  private func number(
    of entries: [Entry], _ headings: [String], _ console: Console
  ) throws -> ThreadID {
    let columns = headings.map { Table.Column(heading: $0) }
    var table = Table(columns: [Table.Column(heading: "#", alignsRight: true)] + columns)
    table.rows = entries.map { [$0.thread.reference] + $0.cells }
    console.status(table.aligned(width: console.width))
    while true {
      console.prompt("Which thread? [its number, Enter for none]")
      guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else {
        throw ClientError.interrupted
      }
      let number = line.trimmingWhitespace()
      if let entry = entries.first(where: { $0.thread.reference == number }) {
        return entry.thread.id
      }
      console.note("expected a number of the list")
    }
  }
}
