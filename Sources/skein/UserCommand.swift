import ArgumentParser
import Client
import Wire

struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Look after yourself, and as an operator after others.",
    subcommands: [
      UserShowCommand.self, UserUpdateCommand.self, UserExportCommand.self,
      UserDeleteCommand.self, UserCreateCommand.self, UserListCommand.self,
    ], defaultSubcommand: UserShowCommand.self)
}

struct UserShowCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print who you are here, and how the daemon knows.")

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    if global.json {
      return try session.console.print(json: connection.callRaw(Whoami.self, NoParams()))
    }
    let known = try connection.call(Whoami.self, NoParams())
    var facts = Facts()
    facts.add("Id", "\(known.user.id)")
    facts.add("Email", known.user.email)
    facts.add("Name", known.user.name)
    facts.add("Image", known.user.image)
    facts.add("Preferences", known.user.preferences.text)
    facts.add("Created", "\(known.user.createdAt)")
    facts.add("Changed", "\(known.user.updatedAt)")
    facts.add("Known by", known.via == .token ? "token" : "uid")
    facts.add("Operator", known.operator ? "yes" : "no")
    try facts.show(session.console)
  }
}

struct UserUpdateCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change your name, picture, address or preferences.",
    discussion: "Preferences are an object that is replaced whole.")

  @Option(help: ArgumentHelp("What to call you.", valueName: "text")) var name: String?
  @Flag(help: "Take the name away.") var noName = false
  @Option(help: ArgumentHelp("Where your picture is.", valueName: "url")) var image: String?
  @Flag(help: "Take the picture away.") var noImage = false
  @Option(help: ArgumentHelp("Your address.", valueName: "address")) var email: String?
  @Option(help: ArgumentHelp("Your clients' own object.", valueName: "json"))
  var preferences: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if name != nil && noName {
      throw ValidationError("--name and --no-name: expected one of them.")
    }
    if image != nil && noImage {
      throw ValidationError("--image and --no-image: expected one of them.")
    }
    if name == nil, image == nil, email == nil, preferences == nil, !noName, !noImage {
      throw ValidationError("Expected a name, a picture, an address or preferences.")
    }
  }

  func execute(_ session: Session) throws {
    let params = UserUpdate.Params.editing(
      name: .init(try checked(name, Label.self, "--name"), isCleared: noName),
      image: .init(try checked(image, ImagePlace.self, "--image"), isCleared: noImage),
      email: try checked(email, Email.self, "--email"),
      preferences: .init(
        try TypedJSON.object(
          session.text(ifGiven: preferences, for: "--preferences"), as: FreeObject.self,
          "--preferences"),
        isCleared: false))
    let result = try session.dialer.connect().callRaw(UserUpdate.self, params)
    if global.json { try session.console.print(json: result) }
    session.confirm("Changed: your \(changed.joined(separator: ", ")).")
  }

  private var changed: [String] {
    [
      ("name", name != nil || noName), ("picture", image != nil || noImage),
      ("address", email != nil), ("preferences", preferences != nil),
    ].filter { $0.1 }.map { $0.0 }
  }
}

struct UserDeleteCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Erase yourself and everything that you own, for good.",
    discussion: """
      Asks for your address on a terminal; elsewhere --confirm has to name it. What `skein user \
      export` or a backup has written elsewhere stays there.
      """)

  @Option(help: ArgumentHelp("Your address: do not ask.", valueName: "address"))
  var confirm: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let answer = try confirm ?? ask(session, connection)
    guard let email = Email(answer) else {
      throw ClientError.usage(refusal(of: answer, "your address"))
    }
    _ = try session.call(
      UserDelete.self, UserDelete.Params(confirm: email), global, on: connection
    ) { result in
      let counts = result.counts
      let done =
        "Erased: \(counted(counts.threads, "thread")), \(counted(counts.messages, "message")), "
        + "\(counted(counts.tasks, "task")), \(counted(counts.contexts, "context"))."
      return result.erased
        ? done
        : done + " Another program reads the database; the last bytes go when it is done."
    }
  }

  func explain(_ fault: Fault) -> String? {
    guard fault.data.path == "confirm", let expected = fault.data.expected else { return nil }
    return refusal(of: confirm, expected)
  }

  /// What is said to who has given something else.
  private func refusal(of answer: String?, _ expected: String) -> String {
    let given = confirm == nil ? "What was typed" : "What --confirm names"
    let shown = answer.map { $0.isEmpty ? "" : ", “\($0)”," } ?? ""
    return "\(given)\(shown) is not \(expected): nothing was erased."
  }

  private func ask(_ session: Session, _ connection: Connection) throws -> String {
    guard session.console.canAsk else {
      throw ClientError.usage("Expected --confirm with your address, as skein user show says it.")
    }
    let email = try connection.call(UserGet.self, NoParams()).user.email
    session.console.prompt(
      "Everything that \(PrintableText.line(email)) owns here will be erased for good.\n"
        + "Type the address to go on:")
    return readLine() ?? ""
  }
}

struct UserCreateCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a user and print its id; for operators.")

  @Argument(help: "Their address.") var email: String
  @Option(help: ArgumentHelp("What to call them.", valueName: "text")) var name: String?
  @Option(help: ArgumentHelp("The uid that speaks for them.", valueName: "uid")) var uid: Int?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    guard let email = try checked(email, Email.self, "The address") else { return }
    if let uid, UserNumber(uid) == nil {
      throw ClientError.usage("--uid: expected \(UserNumber.expectation).")
    }
    let params = UserCreate.Params(
      email: email, name: try checked(name, Label.self, "--name"),
      uid: uid.flatMap { UserNumber($0) })
    _ = try session.call(UserCreate.self, params, global) { "\($0.user.id)" }
  }
}

struct UserListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List users, the newest first; for operators.")

  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let listing = try Listing(
      UserList.self, UserList.Params(), limit: \.limit, cursor: \.cursor, options, on: connection)
    try listing.show(session.console, asJSON: global.json) { users in
      var table = Table(columns: [
        .init(heading: "ID"), .init(heading: "CREATED"), .init(heading: "EMAIL"),
        .init(heading: "NAME"),
      ])
      let length = IDReference.shownLength(of: users.map(\.id))
      table.rows = users.map { user in
        [
          session.console.shown(user.id, length), session.console.when(user.createdAt),
          user.email, user.name ?? "",
        ]
      }
      return table
    }
  }
}
