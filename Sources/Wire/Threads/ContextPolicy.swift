/// What happens to a turn whose thread is longer than its model takes.
package enum ContextPolicy: String, Codable, CaseIterable, Sendable {
  /// It is refused before the provider is asked.
  case error
  /// The oldest messages are not sent; they stay in the thread.
  case dropOldest
}
