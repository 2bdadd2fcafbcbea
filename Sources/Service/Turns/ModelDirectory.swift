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
    /// How many tokens it takes, the answer's included; `nil` when nobody has said.
    var contextTokens: Int?
    var price: PriceSettings?

    /// `provider/name`, as turns record it.
    var name: ModelName { ModelName(trusted: "\(provider.name)/\(model)") }

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
  private let source: ModelSource
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
    self.source = source
  }

  /// Resolves an alias, `name` or `provider/name`, in this order; the first segment is a provider only if one is configured
  /// under it. Without a name: the configured default, else the single provider's only model.
  func choose(_ name: ModelName?) throws -> Choice {
    if let name = name ?? defaultModel ?? onlyModel.withLock({ $0 }) { return try find(name) }
    guard let provider = providers.first, providers.count == 1 else {
      throw Fault.invalidParams(
        path: "model",
        expected: "a model: neither the turn, its thread nor the setting `model` names one")
    }
    throw Unnamed(provider: provider)
  }

  /// Asks the provider which models it has; with exactly one, that is the default from now on.
  func learnOnlyModel(
    of provider: Provider, for owned: OwnedStore,
    then: @escaping @Sendable (Result<Void, Fault>) -> Void
  ) {
    let credited: Provider
    do throws(Failure) {
      credited = try owned.credited(provider)
    } catch {
      return then(.failure(Fault(error, of: provider, turn: nil)))
    }
    source.models(credited) { [self] result in
      switch result {
      case .success(let models) where models.count == 1:
        onlyModel.withLock { $0 = ModelName("\(provider.name)/\(models[0].id)") }
        then(.success(()))
      case .success(let models):
        let some = models.prefix(5).map(\.id).joined(separator: ", ")
        then(
          .failure(
            .invalidParams(
              path: "model",
              expected: "a model; \(provider.name) has \(models.count): \(some)"
                + (models.count > 5 ? ", …" : ""))))
      case .failure(let failure):
        then(.failure(Fault(failure, of: provider, turn: nil)))
      }
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
      return choice(model, of: provider)
    }
    if providers.count == 1, let provider = providers.first {
      return choice(name.text, of: provider)
    }
    if let defaultModel, defaultModel != name, let home = try? find(defaultModel).provider {
      return choice(name.text, of: home)
    }
    let names = providers.map { "\($0.name)/\(name.text)" }.joined(separator: " or ")
    throw Fault.invalidParams(path: "model", expected: "its provider too: \(names)")
  }

  func choice(_ model: String, of provider: Provider) -> Choice {
    let known = known[provider.name]
    return Choice(
      provider: provider, model: model, contextTokens: known?.contextTokens(of: model),
      price: known?.price(of: model))
  }
}

extension Fault {
  /// A provider's failure, in the words of the protocol.
  init(_ failure: Failure, of provider: Provider, turn: TurnID?) {
    var details = ProviderDetails(provider: provider.name, failureClass: .init(failure.class))
    details.turn = turn
    details.httpStatus = failure.httpStatus
    details.code = failure.code
    details.param = failure.param
    details.requestId = failure.requestId
    details.retryable = failure.retryable
    details.retryAfterMs = failure.retryAfterMs
    self = .provider(failure.message, details)
  }
}

extension ProviderFailureClass {
  init(_ failureClass: Failure.Class) {
    self =
      switch failureClass {
      case .network: .network
      case .timeout: .timeout
      case .tls: .tls
      case .auth: .auth
      case .rateLimit: .rateLimit
      case .quota: .quota
      case .badRequest: .badRequest
      case .server: .server
      case .protocol: .protocol
      case .contentFilter: .contentFilter
      case .contextLength: .contextLength
      }
  }
}
