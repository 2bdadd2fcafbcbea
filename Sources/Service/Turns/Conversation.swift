import OpenAI

/// Messages as a provider takes them.
///
/// An answer without a word, which an import or an older version may have left in a thread, is never
/// sent: some providers refuse it, and with it everything that is asked in the thread after it. What
/// was asked before and after it is one message then, for others refuse two of a user in a row.
struct Conversation {
  private(set) var messages: [ChatRequest.Message] = []
  /// Where each message stands in its thread; nil for what is no message of one.
  private(set) var places: [Int?] = []
  /// An answer without a word was left out behind the last message.
  private var hasGap = false

  mutating func append(_ role: ChatRequest.Message.Role, _ content: String, at place: Int? = nil) {
    if role == .assistant, !content.unicodeScalars.contains(where: Words.isVisible) {
      hasGap = true
      return
    }
    defer { hasGap = false }
    if hasGap, let last = messages.indices.last, messages[last].role == role {
      messages[last].content += "\n\n" + content
      places[last] = place
    } else {
      messages.append(.init(role: role, content: content))
      places.append(place)
    }
  }
}
