import ArgumentParser
import Client
import Wire

struct ThreadSetCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "set", "Change a thread's model, system prompt or options.",
    discussion: """
      An empty value takes a setting back, also after -o NAME=. Without any option, the \
      settings are printed. Options apply to each question that sets no others. Without a thread: this terminal's, else the one with the latest \
      activity.
      """,
    examples: [
      #"skein thread set 12 -m big -s "Answer in Norwegian.""#,
      CommandExample(#"skein thread set 12 -m "" -o temperature="#, "Go back to the defaults"),
    ])

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The model: a name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The system prompt.", valueName: "text"))
  var system: String?

  @Option(
    help: ArgumentHelp(
      "What to do if the thread outgrows the model's context: error or dropOldest.",
      valueName: "policy"))
  var contextPolicy: String?

  @Option(
    help: ArgumentHelp(
      "What the thread is for: chat, or edit for text that an editor writes into a document.",
      valueName: "purpose"),
    completion: .list([Self.chat] + ThreadPurpose.allCases.map(\.rawValue)))
  var purpose: String?

  @OptionGroup var options: ModelOptions
  @OptionGroup var global: GlobalOptions

  /// The purpose of a thread that has none on the wire.
  private static let chat = "chat"

  private var changesNothing: Bool {
    model == nil && system == nil && contextPolicy == nil && purpose == nil && options.isEmpty
  }

  func execute(_ session: Session) throws {
    let model = try edit(model) { try checked($0, ModelName.self, "--model") }
    let system = try edit(session.text(ifGiven: system, for: "--system")) {
      try checked($0, SystemPrompt.self, "--system")
    }
    let policy = try edit(contextPolicy) { text -> ContextPolicy? in
      guard let policy = ContextPolicy(rawValue: text) else {
        throw ClientError.usage("--context-policy: expected error or dropOldest.")
      }
      return policy
    }
    let purpose = try edit(purpose == Self.chat ? "" : purpose) { text -> ThreadPurpose? in
      guard let purpose = ThreadPurpose(rawValue: text) else {
        throw ClientError.usage("--purpose: expected chat or edit.")
      }
      return purpose
    }
    let connection = try session.dialer.connect()
    if changesNothing { return try show(session, connection) }
    // Asks for the lists where they are not known yet.
    if case .set(let name) = model { try connection.expect(name) }
    let thread = try session.thread(id, on: connection)
    var options = Edit<TurnOptions>.keep
    if !self.options.isEmpty {
      try self.options.refuseFiles()
      let kept = try connection.call(ThreadGet.self, .init(threadId: thread)).thread.options
      let schema = try self.options.answerSchema(session)
      options = Edit(try self.options.edited(kept, schema: schema, session), isCleared: true)
    }
    let params = ThreadUpdate.Params.editing(
      thread, model: model, systemPrompt: system, contextPolicy: policy, options: options,
      purpose: purpose)
    try session.change(ThreadUpdate.self, params, on: connection) {
      "\($0.thread.subject) is changed."
    }
  }

  private func show(_ session: Session, _ connection: Connection) throws {
    let params = ThreadGet.Params(threadId: try session.thread(id, on: connection))
    let (result, json) = try connection.callBoth(ThreadGet.self, params)
    if global.json { return try session.console.print(json: json) }
    try result.thread.settings.show(session.console)
  }

  private func edit<T>(_ text: String?, _ read: (String) throws -> T?) throws -> Edit<T> {
    guard let text else { return .keep }
    return Edit(text.isEmpty ? nil : try read(text), isCleared: true)
  }
}
