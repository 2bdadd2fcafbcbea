/// Where answers come from, as a value: the network in the daemon, a script in tests.
package struct ModelSource: Sendable {
  package typealias Receive = @Sendable (ModelEvent) -> Void
  package typealias Cancel = @Sendable () -> Void

  /// Asks; the same promises about events as `ModelClient.stream`. The closure returned cancels.
  package var stream: @Sendable (ChatRequest, Provider, @escaping Receive) -> Cancel
  package var models:
    @Sendable (Provider, @escaping @Sendable (Result<[Model], Failure>) -> Void) -> Void

  package init(
    stream: @escaping @Sendable (ChatRequest, Provider, @escaping Receive) -> Cancel,
    models:
      @escaping @Sendable (
        Provider, @escaping @Sendable (Result<[Model], Failure>) -> Void
      ) -> Void
  ) {
    self.stream = stream
    self.models = models
  }

  /// The network, each answer bounded.
  package static func live(
    _ client: ModelClient, outputLimitBytes: Int = ModelClient.outputLimitBytes
  ) -> ModelSource {
    ModelSource(
      stream: { request, provider, receive in
        let exchange = client.stream(
          request, from: provider, outputLimitBytes: outputLimitBytes, receive: receive)
        return { exchange.cancel() }
      },
      models: { client.models(of: $0, receive: $1) })
  }
}
