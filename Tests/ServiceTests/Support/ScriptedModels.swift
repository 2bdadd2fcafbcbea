import JSON
import OpenAI
import Synchronization

/// A model that says what a test tells it to, when the test tells it.
final class ScriptedModels: Sendable {
  /// One question that was put to the model, and the test's end of it.
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
        case .text, .reasoning, .retrying: false
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
  }

  private let state = Mutex(State())
  /// What answers at once, without the test's help; `nil` leaves it to the test.
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
        let models = state.withLock { state in
          state.asked.append(provider)
          return state.models[provider.name]
        }
        receive(models ?? .success([]))
      })
  }

  /// The providers that were asked for their models, as they were asked.
  var asked: [Provider] { state.withLock { $0.asked } }

  func offer(_ models: [String], at provider: String) {
    state.withLock { $0.models[provider] = .success(models.map(Model.init(id:))) }
  }

  func fail(_ provider: String, with failure: Failure) {
    state.withLock { $0.models[provider] = .failure(failure) }
  }

  /// The questions so far.
  var exchanges: [Exchange] { state.withLock { $0.exchanges } }

  /// The `number`th question, counted from 1, when it has been put.
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
