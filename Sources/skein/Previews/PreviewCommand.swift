import ArgumentParser
import Client
import Wire

struct PreviewCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "preview", "List, show, create and change the previews of a context.",
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

/// What can be said of a preview.
struct PreviewFacts: ParsableArguments {
  @Option(help: ArgumentHelp("The URL of the preview.", valueName: "url")) var url: String?
  @Option(help: ArgumentHelp("The id that the deploying service gave it.", valueName: "id"))
  var deployment: String?
  @Option(help: ArgumentHelp("The status.", valueName: "status")) var status: PreviewStatus?
  @Option(help: ArgumentHelp("An object of your own.", valueName: "json")) var metadata: String?

  func newURL() throws -> PreviewURL? { try checked(url, PreviewURL.self, "--url") }
  func newDeployment() throws -> Label? { try checked(deployment, Label.self, "--deployment") }
  func newMetadata(_ session: Session) throws -> FreeObject? {
    try TypedJSON.object(
      session.text(ifGiven: metadata, for: "--metadata"), as: FreeObject.self, "--metadata")
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
      contextId: try connection.context(owner.context), status: status)
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

  @Argument(help: "The preview.") var id: String
  @OptionGroup var owner: ContextOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = PreviewGet.Params(
      previewId: try connection.preview(named: id) { try connection.context(owner.context) })
    if global.json {
      return try session.console.print(json: connection.callRaw(PreviewGet.self, params))
    }
    let found = try connection.call(PreviewGet.self, params).preview
    let context = try Noun.Context.get(found.contextId, on: connection)
    try facts(of: found, context.reference).show(session.console)
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

struct PreviewCreateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "create", "Create a preview and print its number.",
    discussion: "The status is generating unless --status sets another.",
    examples: ["skein preview create --url https://example.org/yarn"])

  @OptionGroup var owner: ContextOption
  @OptionGroup var facts: PreviewFacts
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let (url, deployment) = (try facts.newURL(), try facts.newDeployment())
    let metadata = try facts.newMetadata(session)
    let connection = try session.dialer.connect()
    let params = PreviewCreate.Params(
      contextId: try connection.context(owner.context), url: url, deploymentId: deployment,
      status: facts.status, metadata: metadata)
    _ = try session.call(PreviewCreate.self, params, global, on: connection) {
      "\($0.preview.number)"
    }
  }
}

struct PreviewUpdateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "update", "Change a preview's URL, status or metadata.",
    examples: ["skein preview update 2 --status live"])

  @Argument(help: "The preview.") var id: String
  @OptionGroup var owner: ContextOption
  @OptionGroup var facts: PreviewFacts
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let (url, deployment) = (try facts.newURL(), try facts.newDeployment())
    let metadata = try facts.newMetadata(session)
    let connection = try session.dialer.connect()
    let preview = try connection.preview(named: id) { try connection.context(owner.context) }
    let params = PreviewUpdate.Params.changing(
      preview, url: url, deploymentId: deployment, status: facts.status, metadata: metadata)
    try session.change(PreviewUpdate.self, params, on: connection) {
      "Preview \($0.preview.number) is changed."
    }
  }
}

struct PreviewRemoveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rm", "Delete previews for good.",
    examples: ["skein preview rm 2"])

  @Argument(help: "The previews.") var ids: [String]
  @OptionGroup var owner: ContextOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let previews = try ids.map {
      try connection.preview(named: $0) { try connection.context(owner.context) }
    }
    for preview in previews {
      let number = try connection.call(PreviewGet.self, .init(previewId: preview)).preview.number
      let params = PreviewDelete.Params(previewId: preview)
      try session.change(PreviewDelete.self, params, on: connection) { _ in
        "Preview \(number) is deleted for good."
      }
    }
  }
}
