import ArgumentParser
import Client
import Wire

struct EventCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "event", "Follow changes as they happen.",
    examples: ["skein event"],
    below: [EventWatchCommand.self],
    default: EventWatchCommand.self)
}

struct EventWatchCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "watch", "Print a line for every change, until Ctrl-C.",
    discussion: """
      The columns are the number of the change, its time, what changed, how, and its id; a \
      terminal shows the number and the title instead of the id. With --since it first prints what \
      changed after that number. It continues after a restart of the daemon.
      """,
    examples: [
      "skein event watch",
      CommandExample(
        "skein event watch --since 0 --json >changes.jsonl",
        "Every change that is kept, for a program"),
    ])

  @Option(
    help: ArgumentHelp(
      "Begin after the change with this number; 0 begins with the first.", valueName: "number"))
  var since: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let since, since < 0 { throw ValidationError("--since: expected 0 or more.") }
  }

  func execute(_ session: Session) throws {
    try session.catchInterrupts()
    let titles = session.console.isTerminal ? EventTitles(session.dialer) : nil
    try titles?.prepare()
    let follower = EventFollower(session.dialer, since: since.map { Sequence($0) }) {
      try show($0, titles, session.console)
    }
    try follower.run()
  }

  private func show(
    _ news: EventFollower.News, _ titles: EventTitles?, _ console: Console
  ) throws {
    switch news {
    case .event(let event, let json):
      if global.json {
        try console.print(json: json)
      } else if let titles {
        try console.print(line(event, titles.title(of: event), width: console.width))
      } else {
        try console.print(line(event))
      }
    case .lost: console.note("The daemon went away; waiting for it to come back.")
    case .back: console.note("It is back; nothing was missed.")
    case .afresh(let seq):
      console.note(
        "It is back with another database, or another history: what follows begins after event "
          + "\(seq.number) there.")
    }
  }

  /// For a terminal.
  private func line(_ event: Noun.Event, _ title: String, width: Int) -> String {
    let time = LocalTime.short(event.at).padded(to: 8)
    let entity = event.entity.rawValue.padded(to: Self.entityWidth)
    let change = event.change.rawValue.padded(to: Self.changeWidth)
    let line = "\(event.seq.number)  \(time)  \(entity)  \(change)  \(PrintableText.line(title))"
    return DisplayWidth.fitted(line, columns: width) + "\n"
  }

  private static let entityWidth = Entity.allCases.map(\.rawValue.utf8.count).max() ?? 0
  private static let changeWidth = EventChange.allCases.map(\.rawValue.utf8.count).max() ?? 0

  private func line(_ event: Noun.Event) -> String {
    [
      "\(event.seq.number)", event.at.description, event.entity.rawValue, event.change.rawValue,
      event.id.description,
    ].joined(separator: "\t") + "\n"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - utf8.count))
  }
}
