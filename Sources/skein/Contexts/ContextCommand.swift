import ArgumentParser
import Client
import Wire

struct ContextCommand: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "context", "List, show and change contexts.",
    discussion: """
      A context is named by its number, its title, its id or the beginning of its id. Where it may \
      be left out, it is the active one.
      """,
    examples: [#"skein context create "Yarn shop""#, "skein context show"],
    below: [
      ContextListCommand.self, ContextShowCommand.self, ContextCreateCommand.self,
      ContextUpdateCommand.self, ContextRemoveCommand.self, ContextRestoreCommand.self,
    ], default: ContextListCommand.self)
}

extension ContextStatus: ExpressibleByArgument {}

extension Connection {
  /// The context that is named, else the active one.
  func context(_ name: String?, includeDeleted: Bool = false) throws -> ContextID {
    guard let name else { return try activeContext().id }
    return try context(named: name, includeDeleted: includeDeleted)
  }
}

struct ContextListCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "list", "List contexts, the most recently changed first.",
    examples: ["skein context list --status active"])

  @Option(help: ArgumentHelp("Only contexts with this status.", valueName: "status"))
  var status: ContextStatus?
  @OptionGroup var options: ListOptions
  @OptionGroup var columns: LongOption
  @Flag(help: "List only deleted contexts.") var deleted = false
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let params = ContextList.Params(status: status, includeDeleted: deleted ? true : nil)
    let listing = try Listing(
      ContextList.self, params, limit: \.limit, cursor: \.cursor, options,
      on: session.dialer.connect(), where: { !deleted || $0.deletedAt != nil })
    try listing.show(session.console, asJSON: global.json) { table(of: $0, session.console) }
  }

  private func table(of contexts: [Noun.Context], _ console: Console) -> Table {
    var table = Table.named(
      columns,
      [.init(heading: "WHEN", dispensability: 1), .init(heading: "STATUS")]
        + (deleted ? [.init(heading: "STATE")] : []) + [.init(heading: "TITLE")])
    table.rows = contexts.map { context in
      console.named(context.reference, context.id, columns)
        + [console.when(context.updatedAt), context.status.rawValue]
        + (deleted ? [context.deletedAt == nil ? "" : "deleted"] : [])
        + [context.title?.text ?? (console.isTerminal ? "–" : "")]
    }
    return table
  }
}

struct ContextShowCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "show", "Show a context with its actions and previews.",
    discussion: "Without a context: the active one. skein thread show prints its messages.",
    examples: ["skein context show 3"])

  @Argument(help: "The context.", completion: Completions.contexts) var id: String?
  @OptionGroup var columns: LongOption
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let params = ContextGet.Params(
      contextId: try connection.context(id, includeDeleted: true), include: [.actions, .previews])
    try session.read(ContextGet.self, params, on: connection) { found in
      try show(found, on: connection, session.console)
    }
  }

  private func show(
    _ found: ContextGet.Result, on connection: Connection, _ console: Console
  ) throws {
    let thread = try Noun.Thread.get(found.context.threadId, on: connection)
    try facts(of: found.context, thread).show(console)
    if let actions = found.actions, !actions.isEmpty {
      try console.write("\n")
      try console.show(ActionTable.table(of: actions, columns, console))
    }
    if let previews = found.previews, !previews.isEmpty {
      try console.write("\n")
      try console.show(PreviewTable.table(of: previews, columns, console))
    }
  }

  private func facts(of context: Noun.Context, _ thread: Noun.Thread) -> Facts {
    var facts = Facts()
    facts.add("context", context.reference)
    facts.add("title", context.title?.text)
    facts.add("id", "\(context.id)")
    facts.add("thread", thread.reference)
    facts.add("status", context.status.rawValue)
    let flow = context.flow
    facts.add("flow", [flow.resistance, flow.friction, flow.direction].joined())
    facts.add("template", context.config.template?.text)
    facts.add("tooling", context.config.tooling.labels.joined().nonEmpty)
    facts.add("features", context.config.features.labels.joined().nonEmpty)
    facts.add(
      "customizations",
      context.config.customizations == .empty
        ? nil : "\(context.config.customizations.text)")
    facts.add("metadata", context.metadata?.text)
    facts.add("deleted", context.deletedAt?.description)
    return facts
  }
}

extension [FlowWord] {
  fileprivate func joined() -> String { map(\.text).joined(separator: ", ") }
}

extension [Label] {
  fileprivate func joined() -> String { map(\.text).joined(separator: ", ") }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
