import OpenAI
import Store
import Synchronization
import Wire

/// The providers' lists of models: the last one of each, and the running requests. Callers that
/// want the same list share one request, which is cancelled when none of them is left.
final class ModelLists: Sendable {
  typealias Answer = @Sendable (Result<[Model], Failure>) -> Void

  /// Identifies a list: a list that was requested with a user's own key is only that user's.
  struct Place: Hashable, Sendable {
    let provider: String
    /// `nil` for the list that the configured key gives.
    let user: UserKey?
  }

  /// A running request, and the callers that wait for it.
  private struct Request {
    /// The provider, with the key that is sent.
    let provider: Provider
    let place: Place
    /// `nil` until the source has accepted the request.
    var cancel: ModelSource.Cancel?
    var waiting: [UInt64: Answer]
  }

  private struct State {
    var requests: [UInt64: Request] = [:]
    var last: UInt64 = 0
    var listed: [Place: ListedModels] = [:]
    /// The lists that were requested without a usable answer.
    var silent: Set<Place> = []

    mutating func next() -> UInt64 {
      last += 1
      return last
    }
  }

  private let source: ModelSource
  private let keep: @Sendable (Place, ListedModels) -> Void
  private let state: Mutex<State>

  /// `listed` are the stored lists; `keep` is called with each changed list, on any thread.
  init(
    source: ModelSource, listed: [Place: ListedModels] = [:],
    keep: @escaping @Sendable (Place, ListedModels) -> Void = { _, _ in }
  ) {
    self.source = source
    self.keep = keep
    state = Mutex(State(listed: listed))
  }

  /// A provider's last list, for this user's own key or else for the configured key.
  func listed(by provider: String, to user: UserKey) -> ListedModels? {
    state.withLock { state in
      state.listed[Place(provider: provider, user: user)]
        ?? state.listed[Place(provider: provider, user: nil)]
    }
  }

  /// Whether the provider was asked since the daemon started, and gave no usable answer.
  func isSilent(_ provider: String, to user: UserKey) -> Bool {
    state.withLock { state in
      state.silent.contains(Place(provider: provider, user: user))
        || state.silent.contains(Place(provider: provider, user: nil))
    }
  }

  /// Removes the list of a user who no longer has a key of their own there.
  func forgetOwn(_ provider: String, of user: UserKey) {
    state.withLock { state in
      let place = Place(provider: provider, user: user)
      state.listed[place] = nil
      state.silent.remove(place)
    }
  }

  /// Asks `provider`, which holds the key to send; `user` is set if the key is the user's own.
  /// Calls `answer` once, unless the returned closure was called before.
  func ask(
    _ provider: Provider, for user: UserKey? = nil, answer: @escaping Answer
  ) -> ModelSource.Cancel {
    let place = Place(provider: provider.name, user: user)
    let (request, ticket, isNew) = state.withLock { state in
      let ticket = state.next()
      let known = state.requests.first { $0.value.provider == provider && $0.value.place == place }
      if let known {
        state.requests[known.key]?.waiting[ticket] = answer
        return (known.key, ticket, false)
      }
      let request = state.next()
      state.requests[request] = Request(
        provider: provider, place: place, waiting: [ticket: answer])
      return (request, ticket, true)
    }
    if isNew { begin(request, provider, place) }
    return { [self] in leave(request, ticket) }
  }

  private func begin(_ request: UInt64, _ provider: Provider, _ place: Place) {
    let cancel = source.models(provider) { [self] result in
      guard let ended = state.withLock({ $0.requests.removeValue(forKey: request) }) else { return }
      note(result, at: place)
      for answer in ended.waiting.values { answer(result) }
    }
    let isWanted = state.withLock { state in
      state.requests[request]?.cancel = cancel
      return state.requests[request] != nil
    }
    // The request has ended, or no caller is left.
    if !isWanted { cancel() }
  }

  private func note(_ result: Result<[Model], Failure>, at place: Place) {
    guard let found = ListedModels(result) else {
      return state.withLock { _ = $0.silent.insert(place) }
    }
    let isNews = state.withLock { state in
      state.silent.remove(place)
      return state.listed.updateValue(found, forKey: place) != found
    }
    if isNews { keep(place, found) }
  }

  private func leave(_ request: UInt64, _ ticket: UInt64) {
    let cancel = state.withLock { state -> ModelSource.Cancel? in
      state.requests[request]?.waiting[ticket] = nil
      guard let left = state.requests[request], left.waiting.isEmpty else { return nil }
      state.requests[request] = nil
      return left.cancel
    }
    cancel?()
  }
}

extension ModelLists {
  /// The lists that the database holds of the providers whose URL has not changed.
  convenience init(
    source: ModelSource, of providers: [Provider], in store: Store,
    whenUnkept: @escaping @Sendable (any Error) -> Void
  ) throws {
    let places = Dictionary(
      providers.map { ($0.name, Fingerprint(Array($0.baseURL.utf8))) }, uniquingKeysWith: { $1 })
    var listed: [Place: ListedModels] = [:]
    for kept in try store.modelLists() where places[kept.provider] == kept.source {
      let place = Place(provider: kept.provider, user: kept.user)
      listed[place] = ListedModels(names: kept.names)
    }
    self.init(source: source, listed: listed) { place, found in
      guard let source = places[place.provider] else { return }
      store.keep(
        KeptModelList(
          provider: place.provider, user: place.user, source: source, names: found.names)
      ) { if case .failure(let error) = $0 { whenUnkept(error) } }
    }
  }
}
