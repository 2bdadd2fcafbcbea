import ArgumentParser
import Client
import Wire

struct SessionCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "session", "Create and revoke tokens, as for containers.",
    discussion: """
      A client with a token in SKEIN_TOKEN acts as the token's user, whatever its uid is. A \
      session is named by its id, or the beginning or end of its id.
      """,
    examples: ["skein session create laptop", "skein session"],
    below: [
      SessionCreateCommand.self, SessionListCommand.self, SessionRevokeCommand.self,
    ], default: SessionListCommand.self)
}

struct SessionCreateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "create", "Create a token and print it this once.",
    examples: [
      "skein session create --days 7 build server",
      CommandExample(
        "SKEIN_TOKEN=$(skein session create) make answers", "Hand a token to another program"),
    ])

  @Argument(help: "What the token is for.") var name: [String] = []
  @Option(
    help: ArgumentHelp("How many days the token is valid; 30 by default.", valueName: "days"))
  var days: Int?
  @Option(help: ArgumentHelp("The user that it acts as; for operators.", valueName: "id"))
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
  static let declaration = CommandDeclaration(
    "list", "List your sessions, the newest first.",
    examples: ["skein session list"])

  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let listing = try Listing(
      SessionList.self, SessionList.Params(), limit: \.limit, cursor: \.cursor, options,
      on: connection)
    try listing.show(session.console, asJSON: global.json) { sessions in
      var table = Table(columns: [
        .init(heading: "ID", isWhole: true), .init(heading: "CREATED", dispensability: 1),
        .init(heading: "USED", dispensability: 2), .init(heading: "EXPIRES", dispensability: 3),
        .init(heading: "NAME"),
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
  static let declaration = CommandDeclaration(
    "revoke", "Revoke sessions: their tokens are refused at once.",
    examples: ["skein session revoke 3f7a9c21"])

  @Argument(help: "The sessions.") var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is ended.
    for id in try ids.map({ try connection.session(named: $0) }) {
      try session.change(SessionRevoke.self, .init(sessionId: id), on: connection) { _ in
        "Session \(id) has ended: its token is worthless."
      }
    }
  }
}
