import ArgumentParser
import Client
import Wire

struct PreviewCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "preview", "List, show, create and change a context's previews.",
    discussion: """
      A preview is named by its number in its context, or by its id. The context is the active one \
      unless --context names another.
      """,
    examples: ["skein preview", "skein preview update 2 --status live"],
    below: [
      PreviewListCommand.self, PreviewShowCommand.self, PreviewCreateCommand.self,
      PreviewUpdateCommand.self, PreviewRemoveCommand.self,
    ], default: PreviewListCommand.self)
}

extension PreviewStatus: ExpressibleByArgument {}

/// Previews as people read them.
enum PreviewTable {
  static func table(
    of previews: [Noun.Preview], _ option: LongOption, _ console: Console
  ) -> Table {
    var table = Table.named(
      option,
      [
        .init(heading: "WHEN", dispensability: 1), .init(heading: "STATUS"), .init(heading: "URL"),
      ])
    table.rows = previews.map {
      console.named("\($0.number)", $0.id, option) + [
        console.when($0.updatedAt), $0.status.rawValue,
        $0.url?.text ?? (console.isTerminal ? "–" : ""),
      ]
    }
    return table
  }
}

struct PreviewListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List a context's previews, the newest first.",
    examples: ["skein preview list --status live"])

  @OptionGroup var owner: ContextOption
  @Option(help: ArgumentHelp("Only previews with this status.", valueName: "status"))
  var status: PreviewStatus?
  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = PreviewList.Params(
      contextId: try owner.id(on: connection), status: status)
    let listing = try Listing(
      PreviewList.self, params, limit: \.limit, cursor: \.cursor, options, on: connection)
    try listing.show(session.console, asJSON: global.json) {
      PreviewTable.table(of: $0, columns, session.console)
    }
  }
}

struct PreviewShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Show one preview.",
    examples: ["skein preview show 2"])

  @OptionGroup var preview: PreviewChoice
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = PreviewGet.Params(previewId: try preview.id(on: connection))
    try session.read(PreviewGet.self, params, on: connection) { found in
      let context = try Noun.Context.get(found.preview.contextId, on: connection)
      try facts(of: found.preview, context.reference).show(session.console)
    }
  }

  private func facts(of preview: Noun.Preview, _ context: String) -> Facts {
    var facts = Facts()
    facts.add("preview", "\(preview.number)")
    facts.add("id", "\(preview.id)")
    facts.add("context", context)
    facts.add("status", preview.status.rawValue)
    facts.add("url", preview.url?.text)
    facts.add("deployment", preview.deploymentId?.text)
    facts.add("metadata", preview.metadata?.text)
    return facts
  }
}
