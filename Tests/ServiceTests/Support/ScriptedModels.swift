import JSON
import OpenAI
import Synchronization

/// A model whose output and timing the test controls.
final class ScriptedModels: Sendable {
  /// One question to the model, and the test's control of its answer.
  final class Exchange: Sendable {
    let request: ChatRequest
    let provider: Provider
    private let receive: @Sendable (ModelEvent) -> Void
    private let hasEnded = Mutex(false)

    init(
      _ request: ChatRequest, _ provider: Provider, _ receive: @escaping ModelSource.Receive
    ) {
      self.request = request
      self.provider = provider
      self.receive = receive
    }

    func say(_ event: ModelEvent) {
      let isLast =
        switch event {
        case .completed, .failed, .cancelled: true
        case .text, .reasoning, .textWasReasoning, .reasoningWasText, .retrying: false
        }
      let goesOn = hasEnded.withLock { ended in
        defer { ended = ended || isLast }
        return !ended
      }
      if goesOn { receive(event) }
    }

    func answer(_ words: String..., finishReason: String = "stop") {
      for word in words { say(.text(word)) }
      say(.completed(Completion(finishReason: finishReason, usage: .example)))
    }
  }

  private struct State {
    var exchanges: [Exchange] = []
    var arrived: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    var models: [String: Result<[Model], Failure>] = [:]
    var asked: [Provider] = []
    /// The providers that do not answer requests for their models, which then wait.
    var mute: Set<String> = []
    var searches: [Search] = []
    var askedAgain: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  /// A request for a provider's models that has no answer yet.
  private struct Search {
    let number: Int
    let provider: String
    let receive: @Sendable (Result<[Model], Failure>) -> Void
  }

  private let state = Mutex(State())
  /// Answers at once, without the test's help; `nil` leaves every answer to the test.
  private let script: (@Sendable (Exchange) -> Void)?

  init(script: (@Sendable (Exchange) -> Void)? = nil) {
    self.script = script
  }

  var source: ModelSource {
    ModelSource(
      stream: { [self] request, provider, receive in
        let exchange = Exchange(request, provider, receive)
        let waiting = state.withLock { state in
          state.exchanges.append(exchange)
          let count = state.exchanges.count
          defer { state.arrived.removeAll { $0.count <= count } }
          return state.arrived.filter { $0.count <= count }
        }
        for waiter in waiting { waiter.continuation.resume() }
        script?(exchange)
        return { exchange.say(.cancelled(attempts: 1)) }
      },
      models: { [self] provider, receive in
        let (number, models, waiting) = state.withLock { state in
          state.asked.append(provider)
          let number = state.asked.count
          let isMute = state.mute.contains(provider.name)
          if isMute {
            state.searches.append(
              Search(number: number, provider: provider.name, receive: receive))
          }
          defer { state.askedAgain.removeAll { $0.count <= number } }
          return (
            number, isMute ? nil : state.models[provider.name] ?? .success([]),
            state.askedAgain.filter { $0.count <= number }
          )
        }
        for waiter in waiting { waiter.continuation.resume() }
        if let models { receive(models) }
        return { [self] in end(number) }
      })
  }

  /// Keeps requests for a provider's models waiting, until `speak`.
  func mute(_ provider: String) {
    state.withLock { _ = $0.mute.insert(provider) }
  }

  /// Answers waiting and later requests for a provider's models.
  func speak(_ provider: String) {
    let (searches, models) = state.withLock { state in
      state.mute.remove(provider)
      defer { state.searches.removeAll { $0.provider == provider } }
      return (
        state.searches.filter { $0.provider == provider },
        state.models[provider] ?? .success([])
      )
    }
    for search in searches { search.receive(models) }
  }

  /// How many requests for models have no answer and were not cancelled.
  var searching: Int { state.withLock { $0.searches.count } }

  /// Returns after this many requests for models.
  func whenAsked(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.asked.count < count { state.askedAgain.append((count, continuation)) }
        return state.asked.count >= count
      }
      if isThere { continuation.resume() }
    }
  }

  private func end(_ number: Int) {
    let search = state.withLock { state in
      defer { state.searches.removeAll { $0.number == number } }
      return state.searches.first { $0.number == number }
    }
    search?.receive(.failure(Failure(.network, "Cancelled.", code: "cancelled")))
  }

  /// The providers that were asked for their models, in order.
  var asked: [Provider] { state.withLock { $0.asked } }

  func offer(_ models: [String], at provider: String) {
    state.withLock { $0.models[provider] = .success(models.map(Model.init(id:))) }
  }

  func fail(_ provider: String, with failure: Failure) {
    state.withLock { $0.models[provider] = .failure(failure) }
  }

  /// The questions so far.
  var exchanges: [Exchange] { state.withLock { $0.exchanges } }

  /// Waits for the `number`th question, counted from 1.
  func exchange(_ number: Int) async -> Exchange {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.exchanges.count < number { state.arrived.append((number, continuation)) }
        return state.exchanges.count >= number
      }
      if isThere { continuation.resume() }
    }
    return exchanges[number - 1]
  }
}

extension Usage {
  static let example = Usage(promptTokens: 7, completionTokens: 3, totalTokens: 10)
}
