import ArgumentParser
import Client
import Wire

/// The objects of a context, as JSON; - is standard input.
struct ContextObjects: ParsableArguments {
  @Option(help: ArgumentHelp("How the work is to proceed.", valueName: "json")) var flow: String?
  @Option(
    help: ArgumentHelp("The template, tooling, features and customizations.", valueName: "json"))
  var config: String?
  @Option(help: ArgumentHelp("An object of your own.", valueName: "json")) var metadata: String?

  func newFlow(_ session: Session) throws -> NewFlow? {
    try session.object(flow, NewFlow.self, "--flow")
  }

  func newConfig(_ session: Session) throws -> NewContextConfig? {
    try session.object(config, NewContextConfig.self, "--config")
  }

  func newMetadata(_ session: Session) throws -> FreeObject? {
    try session.object(metadata, FreeObject.self, "--metadata")
  }
}

struct ContextCreateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "create", "Create a context and its thread.",
    discussion: """
      Prints the context's number; skein ask --continue means its thread from then on. The status \
      is active unless --status sets another.
      """,
    examples: [
      #"skein context create "Yarn shop""#,
      CommandExample(
        #"skein context create --config '{"template": "web"}' Yarn shop"#, "From a template"),
    ])

  @Argument(help: "The title of the context's thread.") var title: [String] = []
  @Option(help: ArgumentHelp("The status.", valueName: "status"))
  var status: ContextStatus = .active
  @OptionGroup var objects: ContextObjects
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let words = title.isEmpty ? nil : try session.text(title, for: "The title")
    let params = ContextCreate.Params(
      title: try checked(words, Title.self, "The title"), status: status,
      flow: try objects.newFlow(session), config: try objects.newConfig(session),
      metadata: try objects.newMetadata(session))
    let made = try session.call(ContextCreate.self, params, global) { $0.context.reference }
    try session.current.remember(made.thread.id)
  }
}

struct ContextUpdateCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "update", "Change a context's status, flow, config or metadata.",
    discussion: """
      Without a context: the active one. An object replaces the old one whole. The title is the \
      thread's: skein thread rename changes it.
      """,
    examples: ["skein context update 3 --status completed"])

  @Argument(help: "The context.", completion: Completions.contexts) var id: String?
  @Option(help: ArgumentHelp("The status.", valueName: "status"))
  var status: ContextStatus?
  @OptionGroup var objects: ContextObjects
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if status == nil, objects.flow == nil, objects.config == nil, objects.metadata == nil {
      throw ValidationError("Expected a status, a flow, a config or metadata.")
    }
  }

  func execute(_ session: Session) throws {
    let (flow, config) = (try objects.newFlow(session), try objects.newConfig(session))
    let metadata = try objects.newMetadata(session)
    let connection = try session.dialer.connect()
    let params = ContextUpdate.Params.changing(
      try connection.context(id), status: status, flow: flow, config: config, metadata: metadata)
    try session.change(ContextUpdate.self, params, on: connection) {
      "\($0.context.subject) is changed."
    }
  }
}

struct ContextRemoveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rm", "Delete contexts; context restore brings them back.",
    examples: [
      "skein context rm 3",
      CommandExample("skein context rm --permanent 3", "Erase a context"),
    ])

  @Argument(help: "The contexts.", completion: Completions.contexts) var ids: [String]
  @OptionGroup var removal: RemovalOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let contexts: [Noun.Context] = try session.removable(ids, removal, on: connection)
    try session.remove(
      contexts, by: ContextDelete.self, removal, on: connection,
      details: { context in
        let thread = try Noun.Thread.get(context.threadId, on: connection)
        let details = try thread.removalDetails(removal, on: connection)
        return RemovalDetails(
          question: ", with its actions and previews and thread \(thread.reference)"
            + details.question, along: details.along)
      },
      params: { ContextDelete.Params(contextId: $0, permanent: $1) })
  }
}

struct ContextRestoreCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "restore", "Bring deleted contexts back, with their threads.",
    examples: ["skein context restore 3"])

  @Argument(help: "The contexts.", completion: Completions.contexts) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let contexts: [Noun.Context] = try session.restorable(ids, on: connection)
    try session.restore(
      contexts, by: ContextRestore.self, on: connection,
      params: { ContextRestore.Params(contextId: $0) })
  }
}
