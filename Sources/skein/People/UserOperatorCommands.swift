import ArgumentParser
import Client
import Wire

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
