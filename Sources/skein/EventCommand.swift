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
      what has changed after that number, before it goes on with what changes now.
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
    let connection = try session.dialer.connect()
    let params = EventSubscribe.Params(since: since.map { Sequence($0) })
    _ = try connection.call(EventSubscribe.self, params) { try show($0, session.console) }
    while true {
      try show(connection.receive(), session.console)
    }
  }

  private func show(_ message: Incoming, _ console: Console) throws {
    guard case .notification(let method, let params?) = message.kind else { return }
    switch method {
    case EventChanged.name:
      if global.json { return try console.print(json: message.params ?? []) }
      try console.print(line(params.read(Noun.Event.self, of: method)))
    case EventGone.name:
      let gone = try params.read(EventGone.Params.self, of: method)
      throw Fault.gone(oldest: gone.oldest.number)
    default: break
    }
  }

  private func line(_ event: Noun.Event) -> String {
    [
      "\(event.seq.number)", event.at.description, event.entity.rawValue, event.change.rawValue,
      event.id.description,
    ].joined(separator: "\t") + "\n"
  }
}
