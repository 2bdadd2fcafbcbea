import ArgumentParser
import Client
import Wire

struct ExportCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write everything that you own as one JSON document.",
    discussion: UserExporting.discussion)

  @OptionGroup var export: UserExporting
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws { try export.execute(session, global) }
}

/// The same among what is about a user.
struct UserExportCommand: SkeinCommand {
  static let configuration = ExportCommand.configuration

  @OptionGroup var export: UserExporting
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws { try export.execute(session, global) }
}

/// `user/export` to where it is wanted.
struct UserExporting: ParsableArguments {
  static let discussion = """
    Secrets and tokens are not in it. The file is made, for its owner alone; one that is there \
    already is never overwritten. Threads alone go through thread export.
    """

  @Argument(
    help: "A file that is not there yet; standard output unless given.", completion: .file())
  var file: String?

  func execute(_ session: Session, _ global: GlobalOptions) throws {
    let result = try session.dialer.connect().callRaw(UserExport.self, NoParams())
    // As it came: a daemon that knows more than we do loses nothing on the way.
    let member = global.json ? nil : try TypedJSON.member("document", of: result)
    let document = member ?? result
    guard let file, file != "-" else { return try session.console.print(json: document) }
    try SmallFile.create(file, with: document + [UInt8(ascii: "\n")])
    session.confirm("\(file): \(counted(document.count + 1, "byte")) written.")
  }
}
