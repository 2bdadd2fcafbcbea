import OpenAI
import Wire

/// Errors for a name that means no model; they say what to do about it.
extension Fault {
  /// The most models of one provider that an error names.
  private static let toldModels = 5
  /// The most providers that an error says the failure of.
  private static let toldFailures = 2

  /// For a call that names no model, where `provider` lists several or none.
  static func noModelNamed(_ models: [String], of provider: Provider) -> Fault {
    let some = models.prefix(toldModels).joined(separator: ", ")
    let what =
      models.isEmpty
      ? "\(provider.name) lists none"
      : "\(provider.name) has \(models.count): \(some)" + (models.count > toldModels ? ", …" : "")
    return unnamed("No model is chosen, and \(what)")
  }

  /// For a call that names no model, where there is not exactly one provider.
  static func noModelNamed(_ providers: [String]) -> Fault {
    unnamed(
      providers.isEmpty
        ? "No model is chosen, and no provider is configured"
        : "No model is chosen, and there are \(providers.count) providers: "
          + providers.joined(separator: ", "))
  }

  /// For a call that names no model, where the only provider did not list its models.
  static func noModelFound(_ failure: Failure, at provider: Provider) -> Fault {
    guard failure.isMissingList else { return Fault(failure, of: provider, turn: nil) }
    return unnamed("No model is chosen, and \(provider.name) lists none. \(failure.message)")
  }

  private static func unnamed(_ why: String) -> Fault {
    let end = why.hasSuffix(".") ? "" : "."
    return model(
      "\(why)\(end) Name one for this question, or for all with `model:` in the configuration or "
        + "SKEIN_MODEL in the daemon's environment.",
      expected: "a model: neither the turn, its thread nor the setting `model` names one")
  }

  /// For a model that several providers list.
  static func ambiguousModel(_ name: ModelName, _ providers: [String]) -> Fault {
    let names = providers.map { "\($0)/\(name.text)" }
    return model(
      "More than one provider has “\(shown(name))”: name one, \(listed(names, "or")).",
      expected: "the model with its provider: \(listed(names, "or"))")
  }

  /// For a model that the named provider does not list.
  static func noSuchModel(
    _ name: ModelName, at provider: Provider, nearest: [String]
  ) -> Fault {
    let model = shown(name).drop { $0 != "/" }.dropFirst()
    return Fault.model(
      "\(provider.name) lists no model “\(model)”\(hint(nearest)). If it has this model anyway, "
        + "add it under providers.\(provider.name).models in the configuration.",
      expected: "a model that \(provider.name) lists\(hint(nearest))")
  }

  /// For a model that no provider lists; `listless` are the providers without a list, `failures` says
  /// why some did not answer with one now, also those of which an older list is known.
  static func noSuchModel(
    _ name: ModelName, nearest: [String], listless: [String],
    failures: [(provider: String, message: String)] = []
  ) -> Fault {
    var sentence = "No provider lists a model “\(shown(name))”"
    if let slash = name.text.firstIndex(of: "/") {
      sentence += ", and none is called “\(shown(name).prefix { $0 != "/" })”"
      if slash == name.text.startIndex { sentence = "No model's name begins with a slash" }
    }
    sentence += hint(nearest) + "."
    // If there are similar names, one of them is probably meant.
    if !listless.isEmpty, nearest.isEmpty {
      let names = listless.map { "\($0)/\(shown(name))" }
      let (they, have) = listless.count == 1 ? ("it", "has") : ("they", "have")
      sentence +=
        " \(listed(listless, "and")) did not answer with a list of models, so it is not known whether "
        + "\(they) \(have) it; to ask anyway, name it as \(listed(names, "or"))."
    }
    for (provider, message) in failures.prefix(toldFailures) {
      sentence += " \(provider): \(message)" + (message.hasSuffix(".") ? "" : ".")
    }
    return model(sentence, expected: "a model that a provider lists\(hint(nearest))")
  }

  /// The same fault for a model that the thread names and the call does not; other faults do not
  /// change.
  func ofModel(of thread: Int?) -> Fault {
    guard kind == .invalidParams, data.path == "model", let expected = data.expected else {
      return self
    }
    let number = thread.map(String.init) ?? "it"
    return Fault.model(
      "\(message) That is the model of the thread: thread/update of \(number) gives it another.",
      expected: expected)
  }

  private static func hint(_ nearest: [String]) -> String {
    switch nearest.count {
    case 0: ""
    case 1: "; the nearest is \(nearest[0])"
    default: "; the nearest are \(listed(nearest, "and"))"
    }
  }

  private static func listed(_ names: [String], _ word: String) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }

  /// The beginning of a name, so that errors stay small.
  private static func shown(_ name: ModelName) -> String {
    let head = name.text.unicodeScalars.prefix(80)
    let isCut = head.count < name.text.unicodeScalars.count
    return String(String.UnicodeScalarView(head)) + (isCut ? "…" : "")
  }

  private static func model(_ sentence: String, expected: String) -> Fault {
    .invalidParams(sentence, path: "model", expected: expected)
  }
}
