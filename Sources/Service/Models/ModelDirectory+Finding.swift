import OpenAI
import Store
import Wire

/// Finds the one model that a name means.
extension ModelDirectory {
  /// What providers have just answered, by the provider's name.
  typealias Heard = [String: Result<[Model], Failure>]

  /// Finds the model in the known lists; throws `Inquiry` if they do not decide. If a turn names a
  /// provider whose list is not known, the provider is used without a list. A call that runs no
  /// turn sets `mustKnow`, and waits for the list.
  func find(_ name: ModelName, for user: UserKey, mustKnow: Bool = false) throws -> Choice {
    try find(name) { meant in
      if let (provider, model) = split(meant, for: user) {
        return try explicit(
          model, of: provider, for: user, named: name, meant, mustKnow: mustKnow)
      }
      return try bare(meant, for: user, named: name)
    }
  }

  /// Finds the model after providers were asked; refuses a name that no provider has.
  func find(_ name: ModelName, for user: UserKey, after heard: Heard) throws(Fault) -> Choice {
    try find(name) { (meant) throws(Fault) in
      if let (provider, model) = split(meant, for: user) {
        return try explicit(model, of: provider, for: user, meant, after: heard)
      }
      return try bare(meant, for: user, after: heard)
    }
  }

  private func find<E: Error>(
    _ name: ModelName, _ meaning: (ModelName) throws(E) -> Choice
  ) throws(E) -> Choice {
    let alias = aliases[name]
    var choice = try meaning(alias?.model ?? name)
    choice.aliasOptions = alias?.options
    return choice
  }

  /// Whether a name without a provider may mean this model.
  func isMeant(_ model: ModelName, by name: ModelName, for user: UserKey) -> Bool {
    aliases[name] == nil && split(name, for: user) == nil
      && split(model, for: user)?.model == name.text
  }

  /// The provider and the model of a name that begins with a provider's name.
  private func split(
    _ name: ModelName, for user: UserKey
  ) -> (provider: Provider, model: String)? {
    guard let slash = name.text.firstIndex(of: "/"),
      let provider = providers(for: user).first(where: { $0.name == name.text[..<slash] })
    else { return nil }
    return (provider, String(name.text[name.text.index(after: slash)...]))
  }

  private func explicit(
    _ model: String, of provider: Provider, for user: UserKey, named name: ModelName,
    _ meant: ModelName, mustKnow: Bool
  ) throws -> Choice {
    guard !model.isEmpty else {
      throw Fault.invalidParams(path: "model", expected: "a name after \(provider.name)/")
    }
    let choice = try choice(model, of: provider)
    if isConfigured(model, at: provider) { return choice }
    switch lists.listed(by: provider.name, to: user) {
    case .unlisted?: return choice
    case let listed?:
      if let held = held(model, meant, in: listed) { return try self.choice(held, of: provider) }
    case nil:
      // A model that the configuration names is accepted; so is any, if the provider gave no list.
      if !mustKnow || isWritten(meant) || lists.isSilent(provider.name, to: user) { return choice }
    }
    throw Inquiry(name: name, providers: [provider])
  }

  private func explicit(
    _ model: String, of provider: Provider, for user: UserKey, _ meant: ModelName,
    after heard: Heard
  ) throws(Fault) -> Choice {
    let answer = heard[provider.name] ?? .success([])
    switch ListedModels(answer) {
    // The provider is known, so it can decide itself whether it has the model.
    case nil, .unlisted?: return try choice(model, of: provider)
    case let listed?:
      if let held = held(model, meant, in: listed) { return try choice(held, of: provider) }
    }
    throw Fault.noSuchModel(meant, at: provider, nearest: nearest(to: meant, for: user))
  }

  /// The name in a list that is meant. The list of a gateway has names that begin with a vendor's
  /// name, which may also be the provider's name here.
  private func held(_ model: String, _ meant: ModelName, in listed: ListedModels) -> String? {
    if listed.holds(model) { return model }
    return listed.holds(meant.text) ? meant.text : nil
  }

  private func bare(
    _ meant: ModelName, for user: UserKey, named name: ModelName
  ) throws -> Choice {
    let providers = providers(for: user)
    let holders = holders(of: meant.text, for: user)
    let unasked = providers.filter { provider in
      lists.listed(by: provider.name, to: user) == nil && !lists.isSilent(provider.name, to: user)
    }
    if holders.count > 1 { throw Fault.ambiguousModel(meant, holders.map(\.name)) }
    if let holder = holders.first, unasked.isEmpty || providers.count == 1 {
      return try choice(meant.text, of: holder)
    }
    if holders.isEmpty, providers.count == 1, let only = providers.first, isOwn(meant) {
      switch lists.listed(by: only.name, to: user) {
      case .unlisted?: return try choice(meant.text, of: only)
      case .names?: break
      case nil:
        if isPlain(meant) && isWritten(meant) || lists.isSilent(only.name, to: user) {
          return try choice(meant.text, of: only)
        }
      }
    }
    throw Inquiry(name: name, providers: holders.isEmpty ? providers : unasked)
  }

  private func bare(
    _ meant: ModelName, for user: UserKey, after heard: Heard
  ) throws(Fault) -> Choice {
    let providers = providers(for: user)
    let holders = holders(of: meant.text, for: user)
    if holders.count > 1 { throw Fault.ambiguousModel(meant, holders.map(\.name)) }
    if let holder = holders.first { return try choice(meant.text, of: holder) }
    let listless = providers.filter { provider in
      switch lists.listed(by: provider.name, to: user) {
      case .names?: false
      case .unlisted?, nil: true
      }
    }
    if providers.count == 1, let only = listless.first, isOwn(meant) {
      return try choice(meant.text, of: only)
    }
    throw unknown(meant, for: user, listless: listless.map(\.name), after: heard)
  }

  /// The providers that list a name or are configured with it.
  private func holders(of model: String, for user: UserKey) -> [Provider] {
    providers(for: user).filter { provider in
      isConfigured(model, at: provider)
        || lists.listed(by: provider.name, to: user)?.holds(model) == true
    }
  }

  /// Whether a name that was used elsewhere is known to mean a model here: as an alias, or in the
  /// configuration or a provider's list. A provider without a list does not count.
  func knows(_ name: ModelName, for user: UserKey) -> Bool {
    if aliases[name] != nil { return true }
    guard let (provider, model) = split(name, for: user) else {
      return holders(of: name.text, for: user).count == 1
    }
    return isConfigured(model, at: provider)
      || lists.listed(by: provider.name, to: user).map { held(model, name, in: $0) != nil } ?? false
  }

  /// The model that is asked where nothing names one.
  enum Standard: Sendable, Equatable {
    /// The configuration names none.
    case none
    case configured(ModelName)
    /// No list that is known has it: why, and what to do.
    case unknown(String)
  }

  /// The default model, as far as the lists tell that are known; nobody is asked.
  func standard(for user: UserKey) -> Standard {
    guard let defaultModel else { return .none }
    let meant = aliases[defaultModel]?.model ?? defaultModel
    guard let fault = refusal(of: meant, for: user) else { return .configured(defaultModel) }
    return .unknown(
      "The setting `model` is \(defaultModel.text), which can't be asked. \(fault.message)")
  }

  /// Why the known lists say that a name means no model; nil where one may have it.
  private func refusal(of meant: ModelName, for user: UserKey) -> Fault? {
    func names(_ provider: Provider) -> ListedModels? {
      switch lists.listed(by: provider.name, to: user) {
      case .names(let names)?: .names(names)
      case .unlisted?, nil: nil
      }
    }
    if let (provider, model) = split(meant, for: user) {
      guard !isConfigured(model, at: provider), let listed = names(provider),
        held(model, meant, in: listed) == nil
      else { return nil }
      return .noSuchModel(meant, at: provider, nearest: nearest(to: meant, for: user))
    }
    let providers = providers(for: user)
    let holders = holders(of: meant.text, for: user)
    if holders.count > 1 { return .ambiguousModel(meant, holders.map(\.name)) }
    guard holders.isEmpty, !providers.isEmpty, providers.allSatisfy({ names($0) != nil }) else {
      return nil
    }
    return unknown(meant, for: user, listless: [])
  }

  /// The fault for a name that no provider of this user lists.
  private func unknown(
    _ meant: ModelName, for user: UserKey, listless: [String], after heard: Heard = [:]
  ) -> Fault {
    if let offered, meant.text.hasPrefix(offered.provider.name + "/") {
      return Fault(offered.provider.lacksKey, of: offered.provider, turn: nil)
    }
    let failures = heard.sorted { $0.key < $1.key }.compactMap { provider, answer in
      switch answer {
      case .success: nil as (provider: String, message: String)?
      // To have no list is no failure.
      case .failure(let failure):
        failure.isMissingList ? nil : (provider: provider, message: failure.message)
      }
    }
    return .noSuchModel(
      meant, nearest: nearest(to: meant, for: user), listless: listless, failures: failures)
  }

  /// Whether it has no slash: the text before one could be meant as a provider.
  private func isPlain(_ name: ModelName) -> Bool { !name.text.contains("/") }

  /// Whether the only provider accepts it without a list.
  private func isOwn(_ name: ModelName) -> Bool { isPlain(name) || isWritten(name) }

  private func isConfigured(_ model: String, at provider: Provider) -> Bool {
    known[provider.name]?.models[model] != nil
  }

  /// Whether the list that could confirm the model is not known and can still be requested.
  func lacksList(of choice: Choice, for user: UserKey) -> Bool {
    lists.listed(by: choice.provider.name, to: user) == nil
      && !lists.isSilent(choice.provider.name, to: user)
      && !isConfigured(choice.model, at: choice.provider)
      && !isWritten(choice.name) && !isWritten(ModelName(trusted: choice.model))
  }

  /// Whether the configuration names this model, as the default or in an alias.
  private func isWritten(_ meant: ModelName) -> Bool {
    if meant == defaultModel { return true }
    if let defaultModel, let alias = aliases[defaultModel], alias.model == meant { return true }
    return aliases.all.contains { $0.alias.model == meant }
  }

  /// The known names that are most similar to an unknown one, the most similar first.
  private func nearest(to name: ModelName, for user: UserKey) -> [String] {
    var names = aliases.all.map(\.name)
    for provider in providers(for: user) {
      var models = Set((known[provider.name]?.models ?? [:]).keys)
      models.formUnion(lists.listed(by: provider.name, to: user)?.names ?? [])
      names += models.sorted().map { "\(provider.name)/\($0)" }
    }
    return NearestNames(names).to(name.text)
  }
}
