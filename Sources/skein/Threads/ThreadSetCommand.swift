import ArgumentParser
import Client
import Wire

struct ThreadSetCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change a thread's model, system prompt, context policy or options.",
    discussion: """
      An empty value takes a setting back, also behind -o NAME=. Options hold for each question \
      that does not say otherwise. Without a name: this terminal's thread, else the one \
      with the latest activity.
      """)

  @Argument(help: "The thread.", completion: Completions.threads) var id: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The model of its next turns, as name or provider/name.", valueName: "name"),
    completion: Completions.models)
  var model: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("What its model is told first.", valueName: "text"))
  var system: String?

  @Option(
    help: ArgumentHelp(
      "What happens when it is longer than its model takes: error or dropOldest.",
      valueName: "policy"))
  var contextPolicy: String?

  @OptionGroup var options: ModelOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if model == nil, system == nil, contextPolicy == nil, options.isEmpty {
      throw ValidationError(
        "Give at least one of --model, --system, --context-policy and -o NAME=VALUE.")
    }
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
    let connection = try session.dialer.connect()
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
      thread, model: model, systemPrompt: system, contextPolicy: policy, options: options)
    try session.change(ThreadUpdate.self, params, on: connection) {
      "\($0.thread.subject) is changed."
    }
  }

  private func edit<T>(_ text: String?, _ read: (String) throws -> T?) throws -> Edit<T> {
    guard let text else { return .keep }
    return Edit(text.isEmpty ? nil : try read(text), isCleared: true)
  }
}
