import ArgumentParser
import Client
import Wire

/// What is asked of the model beside the question.
struct ModelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How freely the model chooses.", valueName: "number"))
  var temperature: Double?

  @Option(
    name: .customLong("top-p"),
    help: ArgumentHelp("The probability mass that it chooses from.", valueName: "number"))
  var topP: Double?

  @Option(help: ArgumentHelp("The most tokens it may make.", valueName: "count"))
  var maxTokens: Int?

  @Option(help: ArgumentHelp("Where it stops; may be repeated.", valueName: "text"))
  var stop: [String] = []

  @Option(
    help: ArgumentHelp("For providers that can repeat themselves.", valueName: "number"))
  var seed: Int?

  @Option(help: ArgumentHelp("How long it may think, such as low or high.", valueName: "word"))
  var reasoningEffort: String?

  @Option(
    name: [.customShort("o"), .customLong("option")],
    help: ArgumentHelp(
      "An option by its name, such as temperature=0.2 or top_k=40. May be repeated.",
      valueName: "name=value"))
  var assignments: [OutputOrOption] = []

  @Option(
    help: ArgumentHelp(
      "Answer with JSON of this schema: a file, or the JSON itself.", valueName: "file|json"),
    completion: .file(extensions: ["json"]))
  var schema: String?

  /// What is set, over what the template asks for.
  func options(over template: TurnOptions? = nil) throws -> TurnOptions? {
    try over(template, named())
  }

  /// What a thread asks for from now on, when it asked for `kept`; an empty value takes one back.
  func edited(_ kept: TurnOptions?) throws -> TurnOptions? {
    var kept = kept ?? TurnOptions()
    let named = try named()
    for option in named where option.value.isEmpty { kept.clear(option.name) }
    return try over(kept, named.filter { !$0.value.isEmpty })
  }

  /// Whether nothing is said.
  var isEmpty: Bool {
    assignments.isEmpty && temperature == nil && topP == nil && maxTokens == nil && stop.isEmpty
      && seed == nil && reasoningEffort == nil && schema == nil
  }

  /// The options by name, each once but for `stop`.
  private func named() throws -> [(name: String, value: String)] {
    var named: [(name: String, value: String)] = []
    for assignment in assignments {
      switch assignment {
      case .option(let name, let value):
        guard name == "stop" || !named.contains(where: { $0.name == name }) else {
          throw ClientError.usage("-o \(name) is given twice.")
        }
        named.append((name, value))
      case .file(let text):
        throw ClientError.usage("-o \(text): expected NAME=VALUE, such as temperature=0.2.")
      }
    }
    return named
  }

  private func over(
    _ base: TurnOptions?, _ named: [(name: String, value: String)]
  ) throws -> TurnOptions? {
    var options = try long()
    for (name, value) in named {
      if name != "stop" { options.clear(name) }
      try options.set(name, to: value)
    }
    do {
      return try options.over(base).ifAny
    } catch {
      throw ClientError.usage(
        "The options are too many: expected \(TurnOptions.Oversized.expectation).")
    }
  }

  /// What the options with long names say.
  private func long() throws -> TurnOptions {
    var options = TurnOptions()
    options.temperature = try finite(temperature, "--temperature")
    options.topP = try finite(topP, "--top-p")
    if let maxTokens {
      guard let count = PositiveCount(maxTokens) else {
        throw ClientError.usage("--max-tokens: expected 1 or more.")
      }
      options.maxTokens = count
    }
    if !stop.isEmpty {
      guard let texts = StopTexts(stop) else {
        throw ClientError.usage("--stop: expected \(StopTexts.expectation).")
      }
      options.stop = texts
    }
    options.seed = seed
    options.reasoningEffort = try checked(
      reasoningEffort, ReasoningEffort.self, "--reasoning-effort")
    options.responseFormat = try schema.map { try AnswerSchema(argument: $0).responseFormat() }
    return options
  }

  /// JSON has no other numbers.
  private func finite(_ number: Double?, _ name: String) throws -> Double? {
    guard number?.isFinite ?? true else {
      throw ClientError.usage("\(name): expected a finite number.")
    }
    return number
  }
}
