import Synchronization

/// Sends requests to models, all of them on one thread of its own.
package final class ModelClient: Sendable {
  /// The objects that all runs share, on any thread.
  final class Shared: Sendable {
    let userAgent: String
    let loop: MultiLoop
    let keys = Keys()
    let habits = Habits()

    init(userAgent: String) throws(Failure) {
      self.userAgent = userAgent
      loop = try MultiLoop()
    }

    /// Passes the key of `provider` to task `id` of the loop, if that still waits for it.
    func resolveKey(of provider: Provider, for id: UInt64) {
      keys.resolve(provider.key) { [loop] key in
        let key = key.mapError { provider.key.advising($0, for: provider.name) }
        loop.enqueue { $0.task(id)?.keyHasArrived(key) }
      }
    }
  }

  /// The limit of one answer's output, reasoning and text together, unless the caller sets another.
  package static let outputLimitBytes = Limits.outputBytes

  static let shutDown = Failure(.network, "The daemon is stopping.", code: "shutDown")
  static let cancelled = Failure(
    .network, "Nobody waits for the list of models any more.", code: "cancelled")

  private let shared: Shared
  private let lastId = Atomic<UInt64>(0)

  /// Starts the thread. `userAgent` is `name/version`, in plain ASCII.
  package init(userAgent: String) throws(Failure) {
    shared = try Shared(userAgent: userAgent)
  }

  deinit {
    shared.loop.stop()
  }

  /// Asks a model of `provider`. Events come in order, on the client's thread, with no lock held;
  /// the last is `completed`, `failed` or `cancelled`. `receive` must not block, because all
  /// answers wait for it. After `shutdown` the last event comes at once, on the caller's thread.
  @discardableResult
  package func stream(
    _ request: ChatRequest, from provider: Provider,
    outputLimitBytes: Int = ModelClient.outputLimitBytes,
    receive: @escaping @Sendable (ModelEvent) -> Void
  ) -> Exchange {
    let order = ChatRun.Order(
      id: nextId(), request: request, provider: provider, outputLimitBytes: outputLimitBytes,
      shared: shared, receive: receive)
    if !shared.loop.enqueue({ ChatRun(order, loop: $0).begin() }) {
      receive(.cancelled(attempts: 0))
    }
    return Exchange(id: order.id, loop: shared.loop)
  }

  /// Lists the models of `provider`: one attempt of at most 10 s, one call of `receive`. When it is
  /// cancelled, the result is a failure with the code `cancelled`.
  @discardableResult
  package func models(
    of provider: Provider, receive: @escaping @Sendable (Result<[Model], Failure>) -> Void
  ) -> Exchange {
    let order = ModelsRun.Order(
      id: nextId(), provider: provider, shared: shared, receive: receive)
    if !shared.loop.enqueue({ ModelsRun(order, loop: $0).begin() }) {
      receive(.failure(Self.shutDown))
    }
    return Exchange(id: order.id, loop: shared.loop)
  }

  /// Checks whether the key of `source` is available; see `Keys.look`. Files are read on the
  /// calling thread.
  package func look(
    at source: KeySource, answer: @escaping @Sendable (Result<Void, Failure>) -> Void
  ) {
    shared.keys.look(at: source, answer: answer)
  }

  /// Cancels everything and waits for the thread to end: every last event has been delivered when
  /// it returns. When it is called from a `receive`, it does not wait.
  package func shutdown() {
    shared.loop.join()
  }

  private func nextId() -> UInt64 {
    lastId.wrappingAdd(1, ordering: .relaxed).newValue
  }
}
