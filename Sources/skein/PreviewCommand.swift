import ArgumentParser
import Client
import Wire

struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "List, show, create and change the previews of a context.",
    discussion: """
      A preview is named by its number within its context, or by its id. The context is the active \
      one unless --context names another.
      """,
    subcommands: [
      PreviewListCommand.self, PreviewShowCommand.self, PreviewCreateCommand.self,
      PreviewUpdateCommand.self, PreviewRemoveCommand.self,
    ], defaultSubcommand: PreviewListCommand.self)
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
  @Option(help: ArgumentHelp("Where it is.", valueName: "url")) var url: String?
  @Option(help: ArgumentHelp("What the one who deploys calls it.", valueName: "id"))
  var deployment: String?
  @Option(help: ArgumentHelp("How far it is.", valueName: "status")) var status: PreviewStatus?
  @Option(help: ArgumentHelp("Your own object.", valueName: "json")) var metadata: String?

  func newURL() throws -> PreviewURL? { try checked(url, PreviewURL.self, "--url") }
  func newDeployment() throws -> Label? { try checked(deployment, Label.self, "--deployment") }
  func newMetadata(_ session: Session) throws -> FreeObject? {
    try TypedJSON.object(
      session.text(ifGiven: metadata, for: "--metadata"), as: FreeObject.self, "--metadata")
  }
}

struct PreviewListCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List a context's previews, the newest first.")

  @OptionGroup var owner: ContextOption
  @Option(help: ArgumentHelp("Only those that stand so.", valueName: "status"))
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
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one preview.")

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
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Write down that there is a preview, and print its number.",
    discussion: "It is generating unless --status says otherwise.")

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
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change where a preview is and how it stands.")

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
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Delete previews for good.")

  @Argument(help: "The previews.") var ids: [String]
  @OptionGroup var force: ForceOption
  @OptionGroup var owner: ContextOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let previews = try ids.map {
      try connection.preview(named: $0) { try connection.context(owner.context) }
    }
    try session.refuseUnasked(force)
    for preview in previews {
      let found = try connection.call(PreviewGet.self, .init(previewId: preview)).preview
      let number = found.number
      let place = found.url.map { ", \(PrintableText.line($0.text))," } ?? ""
      guard session.isMeant("Delete preview \(number)\(place) for good?", force) else {
        session.confirm("Preview \(number) stays as it is.")
        continue
      }
      let params = PreviewDelete.Params(previewId: preview)
      try session.change(PreviewDelete.self, params, on: connection) { _ in
        "Preview \(number) is deleted for good."
      }
    }
  }
}
