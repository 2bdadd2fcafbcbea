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
