/// The source of answers as a value: the network in the daemon, a script in tests.
package struct ModelSource: Sendable {
  package typealias Receive = @Sendable (ModelEvent) -> Void
  package typealias Cancel = @Sendable () -> Void

  /// Asks a model, with the same promises about events as `ModelClient.stream`. The returned
  /// closure cancels.
  package var stream: @Sendable (ChatRequest, Provider, @escaping Receive) -> Cancel
  /// Lists a provider's models, with the same promises as `ModelClient.models`. The returned
  /// closure cancels.
  package var models:
    @Sendable (Provider, @escaping @Sendable (Result<[Model], Failure>) -> Void) -> Cancel
  /// Checks whether a key is available, without asking a provider; may read files.
  package var lookAtKey:
    @Sendable (KeySource, @escaping @Sendable (Result<Void, Failure>) -> Void) -> Void

  package init(
    stream: @escaping @Sendable (ChatRequest, Provider, @escaping Receive) -> Cancel,
    models:
      @escaping @Sendable (
        Provider, @escaping @Sendable (Result<[Model], Failure>) -> Void
      ) -> Cancel,
    lookAtKey:
      @escaping @Sendable (
        KeySource, @escaping @Sendable (Result<Void, Failure>) -> Void
      ) -> Void = { source, answer in
        answer(Result { () throws(Failure) in _ = try source.resolve() })
      }
  ) {
    self.stream = stream
    self.models = models
    self.lookAtKey = lookAtKey
  }

  /// The network, with a limit for each answer.
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
      },
      lookAtKey: { client.look(at: $0, answer: $1) })
  }
}
