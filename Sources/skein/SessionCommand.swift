import ArgumentParser
import Client
import Wire

struct SessionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "Make tokens for containers and other uids, and end them.",
    discussion: """
      A client that has a token in SKEIN_TOKEN speaks for the token's user, whatever its uid. A \
      session is named by its id; the beginning of it is enough.
      """,
    subcommands: [
      SessionCreateCommand.self, SessionListCommand.self, SessionRevokeCommand.self,
    ], defaultSubcommand: SessionListCommand.self)
}

struct SessionCreateCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a token and print it, this once.")

  @Argument(help: "What it is for.") var name: [String] = []
  @Option(
    help: ArgumentHelp("For how many days it is accepted; 30 unless given.", valueName: "days"))
  var days: Int?
  @Option(help: ArgumentHelp("Whom it speaks for; for operators.", valueName: "id"))
  var user: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let words = name.isEmpty ? nil : try session.text(name, for: "The name")
    let name = try checked(words, Label.self, "The name")
    let seconds = try days.map { days in
      let (seconds, isTooLong) = days.multipliedReportingOverflow(by: 86_400)
      guard !isTooLong, let seconds = SessionSeconds(seconds) else {
        throw ClientError.usage("--days: expected 1 to 3650.")
      }
      return seconds
    }
    let connection = try session.dialer.connect()
    let params = SessionCreate.Params(
      name: name, expiresInSeconds: seconds, userId: try user.map { try connection.user(named: $0) }
    )
    let made = try session.call(SessionCreate.self, params, global, on: connection, text: \.token)
    if session.console.hasStatus, !global.json {
      session.console.note(
        "session \(made.session.id); the token is not shown again. Give it as SKEIN_TOKEN.")
    }
  }
}

struct SessionListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List your sessions, the newest first.")

  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let listing = try Listing(
      SessionList.self, SessionList.Params(), limit: \.limit, cursor: \.cursor, options,
      on: connection)
    try listing.show(session.console, asJSON: global.json) { sessions in
      var table = Table(columns: [
        .init(heading: "ID"), .init(heading: "CREATED"), .init(heading: "USED"),
        .init(heading: "EXPIRES"), .init(heading: "NAME"),
      ])
      let length = IDReference.shownLength(of: sessions.map(\.id))
      table.rows = sessions.map { entry in
        [
          session.console.shown(entry.id, length), session.console.when(entry.createdAt),
          entry.lastUsedAt.map(session.console.when) ?? "",
          entry.expiresAt?.description ?? "", entry.name?.text ?? "",
        ]
      }
      return table
    }
  }
}

struct SessionRevokeCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "End sessions: their tokens are worthless at once.")

  @Argument(help: "The sessions.") var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is ended.
    for id in try ids.map({ try connection.session(named: $0) }) {
      let result = try connection.callRaw(SessionRevoke.self, SessionRevoke.Params(sessionId: id))
      if global.json { try session.console.print(json: result) }
      session.confirm("Session \(id) has ended: its token is worthless.")
    }
  }
}
