import ArgumentParser
import Client
import Wire

struct UserCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "user", "Show and change your user; operators create others.",
    examples: ["skein user", "skein user update --name Ada"],
    below: [
      UserShowCommand.self, UserUpdateCommand.self, UserExportCommand.self,
      UserDeleteCommand.self, UserCreateCommand.self, UserListCommand.self,
    ], default: UserShowCommand.self)
}

struct UserShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Print who you are, and how the daemon knows.",
    examples: ["skein user show"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.read(Whoami.self, NoParams()) { try facts(of: $0).show(session.console) }
  }

  private func facts(of known: Whoami.Result) -> Facts {
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
    return facts
  }
}

struct UserUpdateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "update", "Change your name, picture, address or preferences.",
    discussion: "--preferences replaces the whole object.",
    examples: ["skein user update --name Ada --email ada@example.org"])

  @Option(help: ArgumentHelp("Your name.", valueName: "text")) var name: String?
  @Flag(help: "Remove the name.") var noName = false
  @Option(help: ArgumentHelp("The URL of your picture.", valueName: "url")) var image: String?
  @Flag(help: "Remove the picture.") var noImage = false
  @Option(help: ArgumentHelp("Your e-mail address.", valueName: "address")) var email: String?
  @Option(help: ArgumentHelp("An object for your clients.", valueName: "json"))
  var preferences: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    try refuseSeveral(of: ("--name", name != nil), ("--no-name", noName))
    try refuseSeveral(of: ("--image", image != nil), ("--no-image", noImage))
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
        try session.object(preferences, FreeObject.self, "--preferences"), isCleared: false))
    try session.change(UserUpdate.self, params, on: session.dialer.connect()) { _ in
      "Changed: your \(changed.joined(separator: ", "))."
    }
  }

  private var changed: [String] {
    [
      ("name", name != nil || noName), ("picture", image != nil || noImage),
      ("address", email != nil), ("preferences", preferences != nil),
    ].filter { $0.1 }.map { $0.0 }
  }
}

struct UserDeleteCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "delete", "Erase yourself and everything that you own for good.",
    discussion: """
      On a terminal it asks for your address; elsewhere --confirm has to give it. What skein user \
      export or a backup has written to other files stays there.
      """,
    examples: ["skein user delete"])

  @Option(
    help: ArgumentHelp("Your e-mail address, instead of asking for it.", valueName: "address"))
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
  static let declaration = CommandDeclaration(
    "create", "Create a user and print its id; for operators.",
    examples: ["skein user create --name Bo --uid 1001 bo@example.org"])

  @Argument(help: "The e-mail address of the user.") var email: String
  @Option(help: ArgumentHelp("The name of the user.", valueName: "text")) var name: String?
  @Option(help: ArgumentHelp("The uid that acts as the user.", valueName: "uid")) var uid: Int?
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
  static let declaration = CommandDeclaration(
    "list", "List users, the newest first; for operators.",
    examples: ["skein user list"])

  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let listing = try Listing(
      UserList.self, UserList.Params(), limit: \.limit, cursor: \.cursor, options, on: connection)
    try listing.show(session.console, asJSON: global.json) { users in
      var table = Table(columns: [
        .init(heading: "ID", isWhole: true), .init(heading: "CREATED", dispensability: 1),
        .init(heading: "EMAIL", isWhole: true), .init(heading: "NAME"),
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
