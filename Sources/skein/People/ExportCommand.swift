import ArgumentParser
import Client
import Wire

struct ExportCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "export", "Write everything that you own as one JSON document.",
    discussion: UserExporting.discussion,
    examples: ["skein export everything.json"])

  @OptionGroup var export: UserExporting
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws { try export.execute(session, global) }
}

/// The same among what is about a user.
struct UserExportCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "export", "Write everything that you own as one JSON document.",
    discussion: UserExporting.discussion,
    examples: ["skein user export everything.json"])

  @OptionGroup var export: UserExporting
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws { try export.execute(session, global) }
}

/// `user/export` to where it is wanted.
struct UserExporting: ParsableArguments {
  static let discussion = """
    However much it is. Secrets and tokens are not part of it. A file is created for its owner alone; an existing one \
    is never overwritten. skein thread export writes one thread.
    """

  @Argument(
    help: "The file to create; it must not exist yet. Standard output by default.",
    completion: .file())
  var file: String?

  func execute(_ session: Session, _ global: GlobalOptions) throws {
    let document = try document(session, global)
    guard let file, file != "-" else { return try session.console.print(json: document) }
    try SmallFile.create(file, with: document + [UInt8(ascii: "\n")])
    session.confirm("\(file): \(counted(document.count + 1, "byte")) written.")
  }

  private func document(_ session: Session, _ global: GlobalOptions) throws -> [UInt8] {
    let connection = try session.dialer.connect()
    do {
      let result = try connection.callRaw(UserExport.self, UserExport.Params())
      // As it came: a daemon that knows more than we do loses nothing on the way.
      let member = global.json ? nil : try TypedJSON.member("document", of: result)
      return member ?? result
    } catch let error as ReceivedFault where error.fault?.kind == .limit {
      let whole = try parts(on: connection)
      return global.json
        ? try TypedJSON.encoded(UserExport.Result(whole)) : try TypedJSON.encoded(whole)
    }
  }

  /// Everything, where it is more than one answer may be.
  private func parts(on connection: Connection) throws -> UserDocument {
    var part = try connection.call(UserExport.self, UserExport.Params(paged: true))
    var whole = part.document
    while let next = part.nextCursor {
      part = try connection.call(UserExport.self, UserExport.Params(paged: true, cursor: next))
      whole.append(part.document)
    }
    return whole
  }
}
