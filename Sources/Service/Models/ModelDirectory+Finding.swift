import OpenAI
import Store
import Wire

/// From a name to the one model that it means.
extension ModelDirectory {
  /// What providers have just answered, by name.
  typealias Heard = [String: Result<[Model], Failure>]

  /// By the lists that are known; throws `Inquiry` where they do not tell. A question whose provider
  /// is named goes there where its list is not known; who is asked nothing (`mustKnow`) has to wait.
  func find(_ name: ModelName, for user: UserKey, mustKnow: Bool = false) throws -> Choice {
    try find(name) { meant in
      if let (provider, model) = split(meant, for: user) {
        return try explicit(
          model, of: provider, for: user, named: name, meant, mustKnow: mustKnow)
      }
      return try bare(meant, for: user, named: name)
    }
  }

  /// The same when providers were asked: refuses what nobody has.
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

  /// A name that begins with a provider's.
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
      // The configuration's own word is taken; so is anybody's for whom there is no better.
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
    // It is clear who is meant: let it say itself.
    case nil, .unlisted?: return try choice(model, of: provider)
    case let listed?:
      if let held = held(model, meant, in: listed) { return try choice(held, of: provider) }
    }
    throw Fault.noSuchModel(meant, at: provider, nearest: nearest(to: meant, for: user))
  }

  /// What of a list is meant. A gateway lists names that begin with a vendor's, which may be what it
  /// is called here too.
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
    if let offered, meant.text.hasPrefix(offered.provider.name + "/") {
      throw Fault(offered.provider.lacksKey, of: offered.provider, turn: nil)
    }
    throw Fault.noSuchModel(
      meant, nearest: nearest(to: meant, for: user), listless: listless.map(\.name))
  }

  /// The providers that list a name or are configured with it.
  private func holders(of model: String, for user: UserKey) -> [Provider] {
    providers(for: user).filter { provider in
      isConfigured(model, at: provider)
        || lists.listed(by: provider.name, to: user)?.holds(model) == true
    }
  }

  /// Whether a name that was used elsewhere means a model here as far as is known: an alias, or what
  /// the configuration or a provider's list has. A provider without a list says nothing for it.
  func knows(_ name: ModelName, for user: UserKey) -> Bool {
    if aliases[name] != nil { return true }
    guard let (provider, model) = split(name, for: user) else {
      return holders(of: name.text, for: user).count == 1
    }
    return isConfigured(model, at: provider)
      || lists.listed(by: provider.name, to: user).map { held(model, name, in: $0) != nil } ?? false
  }

  /// Whether it has no slash: what stands before one might be a provider that was meant.
  private func isPlain(_ name: ModelName) -> Bool { !name.text.contains("/") }

  /// Whether an only provider takes it without a list.
  private func isOwn(_ name: ModelName) -> Bool { isPlain(name) || isWritten(name) }

  private func isConfigured(_ model: String, at provider: Provider) -> Bool {
    known[provider.name]?.models[model] != nil
  }

  /// Whether a list would tell something of a model that is asked, and is not known.
  func lacksList(of choice: Choice, for user: UserKey) -> Bool {
    lists.listed(by: choice.provider.name, to: user) == nil
      && !lists.isSilent(choice.provider.name, to: user)
      && !isConfigured(choice.model, at: choice.provider)
      && !isWritten(choice.name) && !isWritten(ModelName(trusted: choice.model))
  }

  /// Whether the configuration names this model, by default or behind an alias.
  private func isWritten(_ meant: ModelName) -> Bool {
    if meant == defaultModel { return true }
    if let defaultModel, let alias = aliases[defaultModel], alias.model == meant { return true }
    return aliases.all.contains { $0.alias.model == meant }
  }

  /// The names that are closest to one that means nothing, the closest first.
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
