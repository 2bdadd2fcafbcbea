import JSON
import Wire

/// Writes one branch down, message by message, as our threads say it: three roles, and text.
///
/// What a model did on its way to an answer (tool calls, their results, its reasoning) is noted on
/// that answer. When no answer followed, an empty one holds the notes.
struct HistoryScribe {
  private(set) var messages: [HistoryMessage] = []
  /// Messages that could not be taken.
  private(set) var losses = HistoryLosses()
  /// What waits for the model's next words.
  private var waiting: HistoryMessage?

  /// What somebody asked.
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

  /// What a model answered; an answer of nothing but tool calls waits for the words after them.
  mutating func answer(_ message: HistoryMessage) {
    // In place, for there may be thousands on the way to the words.
    if waiting == nil { waiting = message } else { waiting?.goOn(with: message) }
    guard let whole = waiting, !whole.content.isEmpty || whole.notes.isEmpty else { return }
    waiting = nil
    append(whole)
  }

  /// Something on the way to the model's next words.
  mutating func note(_ notes: HistoryNotes, key: String, at: Timestamp) {
    answer(HistoryMessage(key: key, role: .assistant, content: .empty, notes: notes, createdAt: at))
  }

  mutating func lose(_ reason: HistoryLosses.Part) {
    losses.add(reason)
  }

  /// The last message is known under another id as well.
  mutating func alsoKnown(as key: String) {
    finish()
    guard let last = messages.indices.last else { return }
    messages[last].formerKey = key
  }

  /// Writes what waits: nothing more comes.
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
  /// Becomes what came next, and keeps its notes of what the model did before, and the tokens that
  /// it cost.
  fileprivate mutating func goOn(with next: HistoryMessage) {
    notes.add(next.notes)
    promptTokens = .sum(promptTokens, next.promptTokens)
    completionTokens = .sum(completionTokens, next.completionTokens)
    (key, formerKey, role) = (next.key, next.formerKey, next.role)
    (content, createdAt) = (next.content, next.createdAt)
  }
}

extension HistoryNotes {
  /// The attachments whose words are not there, by their names or kinds.
  fileprivate var words: ForeignText {
    let unquoted = attachments?.filter { !$0.isQuoted } ?? []
    return ForeignText(unquoted.map { "[\($0.word)]" }.joined(separator: " "))
  }
}
