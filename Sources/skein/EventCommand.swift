import ArgumentParser
import Client
import Wire

struct EventCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "event", abstract: "Follow what changes.",
    subcommands: [EventWatchCommand.self])
}

struct EventWatchCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Print every change as a line, until Ctrl-C.",
    discussion: """
      The columns are the change's number, when, what changed, how, and its id. --since tells \
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
    let follower = EventFollower(session.dialer, since: since.map { Sequence($0) }) {
      try show($0, session.console)
    }
    try follower.run()
  }

  private func show(_ news: EventFollower.News, _ console: Console) throws {
    switch news {
    case .event(let event, let json):
      if global.json { try console.print(json: json) } else { try console.print(line(event)) }
    case .lost: console.note("The daemon went away; waiting for it to come back.")
    case .back: console.note("It is back; nothing was missed.")
    case .afresh(let seq):
      console.note(
        "It is back with another database, or another history: what follows begins after event "
          + "\(seq.number) there.")
    }
  }

  private func line(_ event: Noun.Event) -> String {
    [
      "\(event.seq.number)", event.at.description, event.entity.rawValue, event.change.rawValue,
      event.id.description,
    ].joined(separator: "\t") + "\n"
  }
}
