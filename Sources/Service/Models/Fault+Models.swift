import OpenAI
import Wire

/// Why a name means no model, and what to do about it.
extension Fault {
  /// How many models are told of a provider that has more.
  private static let toldModels = 5

  /// Nothing names one, and `provider` has several or says that it has none.
  static func noModelNamed(_ models: [String], of provider: Provider) -> Fault {
    let some = models.prefix(toldModels).joined(separator: ", ")
    let what =
      models.isEmpty
      ? "\(provider.name) lists none"
      : "\(provider.name) has \(models.count): \(some)" + (models.count > toldModels ? ", …" : "")
    return unnamed("No model is chosen, and \(what)")
  }

  /// Nothing names one, and there is not just one provider that could have just one.
  static func noModelNamed(_ providers: [String]) -> Fault {
    unnamed(
      providers.isEmpty
        ? "No model is chosen, and no provider is configured"
        : "No model is chosen, and there are \(providers.count) providers: "
          + providers.joined(separator: ", "))
  }

  /// Nothing names one, and its provider did not say what it has.
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

  /// Several providers list it.
  static func ambiguousModel(_ name: ModelName, _ providers: [String]) -> Fault {
    let names = providers.map { "\($0)/\(name.text)" }
    return model(
      "More than one provider has “\(shown(name))”: say which, \(listed(names, "or")).",
      expected: "its provider too: \(listed(names, "or"))")
  }

  /// The provider that is named does not list it.
  static func noSuchModel(
    _ name: ModelName, at provider: Provider, nearest: [String]
  ) -> Fault {
    let model = shown(name).drop { $0 != "/" }.dropFirst()
    return Fault.model(
      "\(provider.name) lists no model “\(model)”\(hint(nearest)). If it has one all the same, "
        + "name it under providers.\(provider.name).models in the configuration.",
      expected: "a model that \(provider.name) lists\(hint(nearest))")
  }

  /// Nobody lists it; `listless` are providers that list nothing at all.
  static func noSuchModel(_ name: ModelName, nearest: [String], listless: [String]) -> Fault {
    var sentence = "No provider lists a model “\(shown(name))”"
    if let slash = name.text.firstIndex(of: "/") {
      sentence += ", and none is called “\(shown(name).prefix { $0 != "/" })”"
      if slash == name.text.startIndex { sentence = "No model's name begins with a slash" }
    }
    sentence += hint(nearest) + "."
    // Where there is a name that may be meant, the others' silence helps nobody.
    if !listless.isEmpty, nearest.isEmpty {
      let names = listless.map { "\($0)/\(shown(name))" }
      let (they, have) = listless.count == 1 ? ("it", "has") : ("they", "have")
      sentence +=
        " \(listed(listless, "and")) did not answer with a list of models, so it can't be known whether "
        + "\(they) \(have) it; to ask all the same, name it \(listed(names, "or"))."
    }
    return model(sentence, expected: "a model that a provider lists\(hint(nearest))")
  }

  /// The same of a model that the thread names and not the question; what is said of other things stays.
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

  /// Its beginning: an error is not larger than what it is about.
  private static func shown(_ name: ModelName) -> String {
    let head = name.text.unicodeScalars.prefix(80)
    let isCut = head.count < name.text.unicodeScalars.count
    return String(String.UnicodeScalarView(head)) + (isCut ? "…" : "")
  }

  private static func model(_ sentence: String, expected: String) -> Fault {
    .invalidParams(sentence, path: "model", expected: expected)
  }
}
