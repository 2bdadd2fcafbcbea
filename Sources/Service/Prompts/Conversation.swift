import OpenAI

/// Messages in a form that providers accept.
///
/// An empty answer, which an import or an older version may have left in a thread, is never sent:
/// some providers refuse it, and so every later question in the thread. The questions before and
/// after it are joined into one message, because other providers refuse two user messages in a row.
struct Conversation {
  private(set) var messages: [ChatRequest.Message] = []
  /// The sequence of each message in its thread; `nil` for a message that is not in the thread.
  private(set) var places: [Int?] = []
  /// Whether an empty answer was left out after the last message.
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
