import JSON
import Wire

/// Converts one branch, message by message, to skein's messages: three roles, and text.
///
/// Steps of a model before an answer (tool calls, their results, reasoning) become notes on that
/// answer. Where no answer followed, an empty one holds the notes.
struct HistoryScribe {
  private(set) var messages: [HistoryMessage] = []
  /// Messages that could not be imported.
  private(set) var losses = HistoryLosses()
  /// The message that waits for the model's next text.
  private var waiting: HistoryMessage?

  /// Adds a question.
  mutating func ask(
    _ text: ForeignText, key: String, at: Timestamp, notes: HistoryNotes = .init()
  ) {
    finish()
    guard !text.isEmpty || !notes.words.isEmpty else { return }
    append(HistoryMessage(key: key, role: .user, content: text, notes: notes, createdAt: at))
  }

  mutating func instruct(_ text: ForeignText, key: String, at: Timestamp) {
    finish()
    guard !text.isEmpty else { return }
    append(HistoryMessage(key: key, role: .system, content: text, createdAt: at))
  }

  /// Adds an answer; one with tool calls only waits for the text that follows them.
  mutating func answer(_ message: HistoryMessage) {
    // In place, because thousands of messages may come before the text.
    if waiting == nil { waiting = message } else { waiting?.goOn(with: message) }
    guard let whole = waiting, !whole.content.isEmpty || whole.notes.isEmpty else { return }
    waiting = nil
    append(whole)
  }

  /// Adds a step of the model before its next text.
  mutating func note(_ notes: HistoryNotes, key: String, at: Timestamp) {
    answer(HistoryMessage(key: key, role: .assistant, content: .empty, notes: notes, createdAt: at))
  }

  mutating func lose(_ reason: HistoryLosses.Part) {
    losses.add(reason)
  }

  /// Records another id by which the last message is known.
  mutating func alsoKnown(as key: String) {
    finish()
    guard let last = messages.indices.last else { return }
    messages[last].formerKey = key
  }

  /// Writes the waiting message, because no more follow.
  mutating func finish() {
    guard let message = waiting else { return }
    waiting = nil
    append(message)
  }

  /// Behind its words stand the files that it had, which are not in them.
  private mutating func append(_ message: HistoryMessage) {
    var message = message
    let files = message.notes.words
    if !files.isEmpty {
      message.content =
        message.content.isEmpty
        ? files : ForeignText(joining: [message.content, files], separator: "\n\n")
    }
    guard message.content.text.utf8.count <= Limits.contentBytes else { return lose(.size) }
    messages.append(message)
  }
}

extension HistoryMessage {
  /// Takes over the next message, and keeps its own notes about the model's earlier steps, and
  /// their tokens.
  fileprivate mutating func goOn(with next: HistoryMessage) {
    notes.add(next.notes)
    promptTokens = .sum(promptTokens, next.promptTokens)
    completionTokens = .sum(completionTokens, next.completionTokens)
    (key, formerKey, role) = (next.key, next.formerKey, next.role)
    (content, createdAt) = (next.content, next.createdAt)
  }
}

extension HistoryNotes {
  /// The attachments whose text did not come along, by their names or kinds.
  fileprivate var words: ForeignText {
    let unquoted = attachments?.filter { !$0.isQuoted } ?? []
    return ForeignText(unquoted.map { "[\($0.word)]" }.joined(separator: " "))
  }
}
