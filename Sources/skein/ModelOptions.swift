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
    help: ArgumentHelp(
      "Answer with JSON of this schema, and check that: a file, or the JSON itself.",
      valueName: "file|json"),
    completion: .file(extensions: ["json"]))
  var schema: String?

  /// What the answer has to obey.
  func answerSchema(_ session: Session) throws -> AnswerSchema? {
    try session.text(ifGiven: schema, for: "--schema").map { try AnswerSchema(argument: $0) }
  }

  func options(_ schema: AnswerSchema?) throws -> TurnOptions? {
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
    options.responseFormat = try schema?.responseFormat()
    return options == TurnOptions() ? nil : options
  }

  /// JSON has no other numbers.
  private func finite(_ number: Double?, _ name: String) throws -> Double? {
    guard number?.isFinite ?? true else {
      throw ClientError.usage("\(name): expected a finite number.")
    }
    return number
  }
}
