import OpenAI
import Store
import Synchronization
import Wire

/// Which provider a model's name means, and which model is meant when none is named.
final class ModelDirectory: Sendable {
  /// A model that can be asked.
  struct Choice: Sendable, Equatable {
    let provider: Provider
    /// The provider's own name for it.
    let model: String
    /// `provider/name`, as turns record it.
    let name: ModelName
    /// How many tokens it takes, the answer's included; `nil` when nobody has said.
    let contextTokens: Int?
    let price: PriceSettings?

    /// Refuses what with its provider's name is no `ModelName`: no turn could record it.
    init(_ model: String, of provider: Provider, known: KnownModels?) throws(Fault) {
      let text = "\(provider.name)/\(model)"
      guard let name = ModelName(text), name.text == text, ModelName(model)?.text == model else {
        throw .invalidParams(path: "model", expected: Self.expectation(of: text))
      }
      self.provider = provider
      self.model = model
      self.name = name
      contextTokens = known?.contextTokens(of: model)
      price = known?.price(of: model)
    }

    /// What is asked of a name that is refused, with its beginning, in words that finish "expected …".
    private static func expectation(of text: String) -> String {
      let start = text.unicodeScalars.prefix(40)
        .filter { $0.properties.generalCategory != .control }
      let shown = String(String.UnicodeScalarView(start))
      guard text.unicodeScalars.count > ModelName.lengthLimit else {
        return "a model's name after \(text.prefix { $0 != "/" })/, without control characters and "
          + "without blanks around it, not: \(shown)"
      }
      return "a model whose name with its provider's has at most \(ModelName.lengthLimit) "
        + "characters: \(shown)… is longer"
    }

    /// Refuses what the model's interface has no word for; nothing of the turn is kept then.
    func check(_ options: TurnOptions?) throws(Fault) {
      guard let misfit = ChatRequest.Options(options).misfit(for: provider.api(of: model)) else {
        return
      }
      throw .invalidParams(
        path: "options.\(misfit.member)",
        expected: "\(misfit.expected); that is how \(name.text) is asked")
    }
  }

  /// Nothing names a model and only the provider can say which it has.
  struct Unnamed: Error {
    let provider: Provider
  }

  let providers: [Provider]
  private let known: [String: KnownModels]
  private let aliases: ModelAliases
  private let defaultModel: ModelName?
  private let lists: ModelLists
  /// The only model of the only provider, once it was asked for.
  private let onlyModel = Mutex<ModelName?>(nil)

  init(
    providers: [Provider], known: [String: KnownModels] = [:], aliases: ModelAliases = .none,
    defaultModel: ModelName?, source: ModelSource
  ) {
    self.providers = providers
    self.known = known
    self.aliases = aliases
    self.defaultModel = defaultModel.map(aliases.resolve)
    lists = ModelLists(source: source)
  }

  /// Resolves an alias, `name` or `provider/name`, in this order; the first segment is a provider only if one is configured
  /// under it. Without a name: the configured default, else the single provider's only model, which
  /// is `found` where it has been looked for.
  func choose(_ name: ModelName?, else found: Choice? = nil) throws -> Choice {
    if let name = name ?? defaultModel { return try find(name) }
    if let found { return found }
    if let name = onlyModel.withLock({ $0 }) { return try find(name) }
    guard let provider = providers.first, providers.count == 1 else {
      throw Fault.invalidParams(
        path: "model",
        expected: "a model: neither the turn, its thread nor the setting `model` names one")
    }
    throw Unnamed(provider: provider)
  }

  /// Asks the provider which models it has, once for all who want to know at the same time; with
  /// exactly one, that is the default from now on. Who does not want to know any more calls what is
  /// returned, and `then` may still come.
  func findOnlyModel(
    of provider: Provider, for owned: OwnedStore,
    then: @escaping @Sendable (Result<Choice, Fault>) -> Void
  ) -> ModelSource.Cancel {
    let credited: Provider
    do throws(Failure) {
      credited = try owned.credited(provider)
    } catch {
      then(.failure(Fault(error, of: provider, turn: nil)))
      return {}
    }
    return lists.ask(credited) { [self] result in
      switch result {
      case .success(let models): then(onlyModel(of: models, at: provider))
      case .failure(let failure): then(.failure(Fault(failure, of: provider, turn: nil)))
      }
    }
  }

  private func onlyModel(of models: [Model], at provider: Provider) -> Result<Choice, Fault> {
    guard let model = models.first, models.count == 1 else {
      let some = models.prefix(5).compactMap { try? choice($0.id, of: provider).model }
        .joined(separator: ", ")
      return .failure(
        .invalidParams(
          path: "model",
          expected: "a model; \(provider.name) has \(models.count): \(some)"
            + (models.count > 5 ? ", …" : "")))
    }
    return Result { () throws(Fault) in
      let choice = try choice(model.id, of: provider)
      onlyModel.withLock { $0 = choice.name }
      return choice
    }
  }

  /// Whether turns use this model when nothing names one.
  func isDefault(_ choice: Choice) -> Bool {
    guard let name = defaultModel ?? onlyModel.withLock({ $0 }) else { return false }
    return (try? find(name)) == choice
  }

  /// The aliases with what they mean, in full where that can be said.
  var aliasList: [ModelList.Alias] {
    aliases.all.map { name, model in
      ModelList.Alias(name: name, model: (try? find(model))?.name.text ?? model.text)
    }
  }

  private func find(_ name: ModelName) throws -> Choice {
    let name = aliases.resolve(name)
    if let slash = name.text.firstIndex(of: "/"),
      let provider = providers.first(where: { $0.name == name.text[..<slash] })
    {
      let model = String(name.text[name.text.index(after: slash)...])
      guard !model.isEmpty else {
        throw Fault.invalidParams(path: "model", expected: "a name after \(provider.name)/")
      }
      return try choice(model, of: provider)
    }
    if providers.count == 1, let provider = providers.first {
      return try choice(name.text, of: provider)
    }
    if let defaultModel, defaultModel != name, let home = try? find(defaultModel).provider {
      return try choice(name.text, of: home)
    }
    let names = providers.map { "\($0.name)/\(name.text)" }.joined(separator: " or ")
    throw Fault.invalidParams(path: "model", expected: "its provider too: \(names)")
  }

  /// A provider's model by the provider's own name for it; refused when no turn could record it.
  func choice(_ model: String, of provider: Provider) throws(Fault) -> Choice {
    try Choice(model, of: provider, known: known[provider.name])
  }
}
