import Client
import Wire

/// The options as the daemon takes them.
extension ModelOptions {
  /// What the answer has to obey.
  func answerSchema(_ session: Session) throws -> AnswerSchema? {
    try session.text(ifGiven: schema, for: "--schema").map { try AnswerSchema(argument: $0) }
  }

  /// What is set, over what the template asks for.
  func options(
    over template: TurnOptions? = nil, schema: AnswerSchema? = nil, _ session: Session
  ) throws -> TurnOptions? {
    let options = try over(template, named, schema)
    session.tellOfNearNames(options)
    return options
  }

  /// What a thread asks for from now on, when it asked for `kept`; an empty value takes one back.
  func edited(
    _ kept: TurnOptions?, schema: AnswerSchema?, _ session: Session
  ) throws -> TurnOptions? {
    var kept = kept ?? TurnOptions()
    for option in named where option.value.isEmpty { kept.clear(option.name) }
    let set = named.filter { !$0.value.isEmpty }
    session.tellOfNearNames(try over(nil, set, nil))
    return try over(kept, set, schema)
  }

  private func over(
    _ base: TurnOptions?, _ named: [(name: String, value: String)], _ schema: AnswerSchema?
  ) throws -> TurnOptions? {
    var options = try long()
    options.responseFormat = try schema?.responseFormat()
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

extension Session {
  /// Says which unknown options have a name similar to a known one. They are sent all the same,
  /// because providers have options that skein does not know.
  func tellOfNearNames(_ options: TurnOptions?) {
    for name in (options?.extra?.members ?? [:]).keys.sorted() {
      guard let near = TurnOptions.option(near: name) else { continue }
      tell("The option \(name) is unknown and is sent unchanged; did you mean \(near)?")
    }
  }
}
