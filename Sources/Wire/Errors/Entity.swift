/// The nouns that an id can name, as `notFound` and events spell them.
package enum Entity: String, Codable, CaseIterable, Sendable {
  case user, session, account, thread, message, turn, task, context, action, preview
}
