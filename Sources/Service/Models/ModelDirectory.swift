import Dispatch
import OpenAI
import Store
import Synchronization
import Wire

/// Finds the provider and the model that a name means, and the default model if there is no name.
final class ModelDirectory: Sendable {
  /// Thrown if the lists of these providers have to be requested to find the model.
  struct Inquiry: Error, Equatable {
    /// `nil` if nothing names a model.
    let name: ModelName?
    let providers: [Provider]
    /// The number of the thread that names the model, if the call does not.
    var thread: Int?
  }

  /// The result of an inquiry.
  struct Found: Sendable {
    let name: ModelName?
    let choice: Choice
  }

  /// The providers that all users can use.
  let providers: [Provider]
  /// One more for the users who keep a key for it.
  let offered: OfferedProvider?
  let known: [String: KnownModels]
  let aliases: ModelAliases
  let defaultModel: ModelName?
  let lists: ModelLists
  /// The only model of the only provider, once its list is known.
  private let onlyModel = Mutex<ModelName?>(nil)

  init(
    providers: [Provider], offered: OfferedProvider? = nil, known: [String: KnownModels] = [:],
    aliases: ModelAliases = .none, defaultModel: ModelName?, lists: ModelLists
  ) {
    self.providers = providers
    self.offered = offered
    self.known = known
    self.aliases = aliases
    self.defaultModel = defaultModel
    self.lists = lists
  }

  /// The providers that this user can use, sorted by name.
  func providers(for user: UserKey) -> [Provider] {
    guard let offered, offered.holders.contains(user) else { return providers }
    return (providers + [offered.provider]).sorted { $0.name < $1.name }
  }

  /// The environment variables of keys that the daemon was started without, sorted. OpenAI counts
  /// without being configured, except for a user who keeps a key for it.
  func missingKeyVariables(for user: UserKey) -> [String] {
    var keys = providers.map(\.key)
    if let offered, !offered.holders.contains(user) { keys.append(offered.provider.key) }
    return Set(keys.compactMap(\.missingVariable)).sorted()
  }

  /// Finds a model by the rule of `model/get`. Throws `Inquiry` if providers must be asked first;
  /// their answer is `found` in a second call. No request is made if the known lists decide.
  func choose(
    _ name: ModelName?, for user: UserKey, else found: Found? = nil, mustKnow: Bool = false
  ) throws -> Choice {
    let name = name ?? defaultModel
    if let found, found.name == name { return found.choice }
    if let name { return try find(name, for: user, mustKnow: mustKnow) }
    if let name = onlyModel.withLock({ $0 }) { return try find(name, for: user) }
    guard let provider = providers.first, providers.count == 1 else {
      throw Fault.noModelNamed(providers.map(\.name))
    }
    throw Inquiry(name: nil, providers: [provider])
  }

  /// Whether `choose` has to know which model has answered on the thread.
  func needsAnswerer(_ name: ModelName?, on thread: Noun.Thread?) -> Bool {
    name == nil && thread?.model != nil && providers.count > 1
  }

  /// The same for a turn: the model that it names, or else the model of its thread. A thread's name
  /// without a provider goes on meaning the model that has `answered` there last, also when another
  /// provider has one of that name by now.
  func choose(
    _ name: ModelName?, on thread: Noun.Thread?, answered: ModelName?, for user: UserKey,
    else found: Found?
  ) throws -> Choice {
    guard name == nil, let thread, let own = thread.model else {
      return try choose(name, for: user, else: found)
    }
    let model = answered.flatMap { isMeant($0, by: own, for: user) ? $0 : nil } ?? own
    do {
      return try choose(model, for: user, else: found)
    } catch let fault as Fault {
      throw fault.ofModel(of: thread.number)
    } catch let inquiry as Inquiry {
      throw Inquiry(name: inquiry.name, providers: inquiry.providers, thread: thread.number)
    }
  }

  /// Asks the providers of an inquiry for their lists, and calls `then` with the result. After
  /// `limit` it decides with the lists so far; later ones are still remembered. A caller that no
  /// longer needs the result calls the returned closure; `then` may still be called.
  func ask(
    _ inquiry: Inquiry, for user: UserKey, of owned: OwnedStore, within limit: Duration? = nil,
    then: @escaping @Sendable (Result<Found, Fault>) -> Void
  ) -> ModelSource.Cancel {
    let heard = Mutex<[String: Result<[Model], Failure>]>([:])
    let once = Once { [self] in
      then(conclusion(of: inquiry, heard.withLock { $0 }, for: user))
    }
    if let limit {
      let seconds = limit / .seconds(1)
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: once.run)
    }
    let remaining = Countdown(inquiry.providers.count, once.run)
    let cancels = inquiry.providers.map { provider in
      ask(provider, for: user, of: owned) { result in
        heard.withLock { $0[provider.name] = result }
        remaining.tick()
      }
    }
    return {
      once.drop()
      for cancel in cancels { cancel() }
    }
  }

  /// Asks one provider for its list, with the user's own key if there is one. The list is
  /// remembered.
  func ask(
    _ provider: Provider, for user: UserKey, of owned: OwnedStore,
    then: @escaping ModelLists.Answer
  ) -> ModelSource.Cancel {
    let credited: Provider
    do throws(Failure) {
      credited = try owned.credited(provider)
    } catch {
      then(.failure(error))
      return {}
    }
    let hasOwnKey = credited.key != provider.key
    if !hasOwnKey { lists.forgetOwn(provider.name, of: user) }
    return lists.ask(credited, for: hasOwnKey ? user : nil) { answer in
      then(answer.mapError { owned.told($0, of: provider) })
    }
  }

  private func conclusion(
    of inquiry: Inquiry, _ heard: [String: Result<[Model], Failure>], for user: UserKey
  ) -> Result<Found, Fault> {
    Result { () throws(Fault) in
      if let name = inquiry.name {
        return Found(name: name, choice: try find(inquiry, name, for: user, after: heard))
      }
      guard let provider = inquiry.providers.first, let answer = heard[provider.name] else {
        throw Fault.noModelNamed(providers.map(\.name))
      }
      return Found(name: nil, choice: try onlyModel(of: answer, at: provider))
    }
  }

  private func find(
    _ inquiry: Inquiry, _ name: ModelName, for user: UserKey,
    after heard: [String: Result<[Model], Failure>]
  ) throws(Fault) -> Choice {
    do throws(Fault) {
      return try find(name, for: user, after: heard)
    } catch {
      guard let thread = inquiry.thread else { throw error }
      throw error.ofModel(of: thread)
    }
  }

  private func onlyModel(
    of answer: Result<[Model], Failure>, at provider: Provider
  ) throws(Fault) -> Choice {
    let models: [Model]
    switch answer {
    case .success(let listed): models = listed
    case .failure(let failure): throw Fault.noModelFound(failure, at: provider)
    }
    let askable = models.compactMap { try? choice($0.id, of: provider) }
    guard askable.count == 1 || models.count == 1 else {
      throw Fault.noModelNamed(askable.map(\.model), of: provider)
    }
    let only = try choice(askable.first?.model ?? models.first?.id ?? "", of: provider)
    onlyModel.withLock { $0 = only.name }
    return only
  }

  /// Whether turns use this model when nothing names one.
  func isDefault(_ choice: Choice, for user: UserKey) -> Bool {
    guard let name = defaultModel ?? onlyModel.withLock({ $0 }) else { return false }
    return name == choice.name || (try? find(name, for: user))?.name == choice.name
  }

  /// The aliases with their models, as provider/name if that is known.
  func aliasList(for user: UserKey) -> [ModelList.Alias] {
    aliases.all.map { name, alias in
      let found = try? find(ModelName(trusted: name), for: user)
      return ModelList.Alias(name: name, model: found?.name.text ?? alias.model.text)
    }
  }

  /// A provider's model by the provider's own name for it; refused if no turn could record it.
  func choice(_ model: String, of provider: Provider) throws(Fault) -> Choice {
    try Choice(model, of: provider, known: known[provider.name])
  }
}
