import ArgumentParser
import Client
import Wire

struct EventCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "event", abstract: "Follow what changes.",
    subcommands: [EventWatchCommand.self],
    defaultSubcommand: EventWatchCommand.self)
}

struct EventWatchCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Print every change as a line, until Ctrl-C.",
    discussion: """
      The columns are the change's number, when, what changed, how, and its id; a terminal shows \
      the number and the title that people know it by instead. --since tells \
      what has changed after that number, before it goes on with what changes now. When the daemon \
      is restarted it goes on where it was.
      """)

  @Option(help: ArgumentHelp("Begin after this number; 0 for all.", valueName: "number"))
  var since: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let since, since < 0 { throw ValidationError("--since: expected 0 or more.") }
  }

  func execute(_ session: Session) throws {
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    session.dialer.interrupt = interrupt
    let titles = session.console.isTerminal ? EventTitles(session.dialer) : nil
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

  /// For a terminal; times without the date, as it is today's.
  private func line(_ event: Noun.Event, _ title: String, width: Int) -> String {
    let time = String(event.at.description.dropFirst(11).prefix(8))
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
