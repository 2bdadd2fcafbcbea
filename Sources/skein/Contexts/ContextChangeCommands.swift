import ArgumentParser
import Client
import Wire

/// The objects of a context, as JSON; - is standard input.
struct ContextObjects: ParsableArguments {
  @Option(help: ArgumentHelp("How the work is to go.", valueName: "json")) var flow: String?
  @Option(help: ArgumentHelp("What it is made from.", valueName: "json")) var config: String?
  @Option(help: ArgumentHelp("Your own object.", valueName: "json")) var metadata: String?

  func newFlow(_ session: Session) throws -> NewFlow? {
    try TypedJSON.object(session.text(ifGiven: flow, for: "--flow"), as: NewFlow.self, "--flow")
  }

  func newConfig(_ session: Session) throws -> NewContextConfig? {
    try TypedJSON.object(
      session.text(ifGiven: config, for: "--config"), as: NewContextConfig.self, "--config")
  }

  func newMetadata(_ session: Session) throws -> FreeObject? {
    try TypedJSON.object(
      session.text(ifGiven: metadata, for: "--metadata"), as: FreeObject.self, "--metadata")
  }
}

struct ContextCreateCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a context and its thread.",
    discussion: """
      Prints the context's number; skein ask --continue goes on with its thread from then on. It is \
      active unless --status says otherwise.
      """)

  @Argument(help: "The thread's title.") var title: [String] = []
  @Option(help: ArgumentHelp("How far the work is.", valueName: "status"))
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
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a context's status, flow, config or metadata.",
    discussion: """
      Without a name: the active one. An object replaces the old one whole. The title is the \
      thread's: skein thread rename changes it.
      """)

  @Argument(help: "The context.", completion: Completions.contexts) var id: String?
  @Option(help: ArgumentHelp("How far the work is.", valueName: "status"))
  var status: ContextStatus?
  @OptionGroup var objects: ContextObjects
  @OptionGroup var global: GlobalOptions

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
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Delete contexts; context restore brings them back.")

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
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring deleted contexts back, with their threads.")

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
