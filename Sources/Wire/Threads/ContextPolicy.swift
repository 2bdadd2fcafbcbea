/// What happens to a turn whose thread is longer than the model's context window.
package enum ContextPolicy: String, Codable, CaseIterable, Sendable {
  /// The turn is refused before the request is sent to the provider.
  case error
  /// The oldest messages are not sent; they stay in the thread.
  case dropOldest
}
