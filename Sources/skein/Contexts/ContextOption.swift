import ArgumentParser
import Client
import Wire

/// Whose actions or previews a command means.
struct ContextOption: ParsableArguments {
  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp("The context; the active one by default.", valueName: "context"),
    completion: Completions.contexts)
  var context: String?

  func id(on connection: Connection) throws -> ContextID { try connection.context(context) }
}

/// One action, by its number in its context or by its id.
struct ActionChoice: ParsableArguments {
  @Argument(help: "The action.") var id: String
  @OptionGroup var owner: ContextOption

  func id(on connection: Connection) throws -> ActionID {
    try connection.action(named: id) { try owner.id(on: connection) }
  }
}

/// One preview, in the same way.
struct PreviewChoice: ParsableArguments {
  @Argument(help: "The preview.") var id: String
  @OptionGroup var owner: ContextOption

  func id(on connection: Connection) throws -> PreviewID {
    try connection.preview(named: id) { try owner.id(on: connection) }
  }
}
