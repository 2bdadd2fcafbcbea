/// Where answers come from, as a value: the network in the daemon, a script in tests.
package struct ModelSource: Sendable {
  package typealias Receive = @Sendable (ModelEvent) -> Void
  package typealias Cancel = @Sendable () -> Void

  /// Asks; the same promises about events as `ModelClient.stream`. The closure returned cancels.
  package var stream: @Sendable (ChatRequest, Provider, @escaping Receive) -> Cancel
  /// Lists a provider's models; the same promises as `ModelClient.models`. The closure returned
  /// cancels.
  package var models:
    @Sendable (Provider, @escaping @Sendable (Result<[Model], Failure>) -> Void) -> Cancel

  package init(
    stream: @escaping @Sendable (ChatRequest, Provider, @escaping Receive) -> Cancel,
    models:
      @escaping @Sendable (
        Provider, @escaping @Sendable (Result<[Model], Failure>) -> Void
      ) -> Cancel
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
      models: { provider, receive in
        let exchange = client.models(of: provider, receive: receive)
        return { exchange.cancel() }
      })
  }
}
