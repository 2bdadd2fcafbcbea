/// The nouns that an id can name, spelled as in `notFound` and events.
package enum Entity: String, Codable, CaseIterable, Sendable {
  case user, session, account, thread, message, turn, task, context, action, preview
}
