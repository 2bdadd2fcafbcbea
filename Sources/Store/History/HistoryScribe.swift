import Wire

/// Writes one branch down, message by message, as our threads say it: three roles, and text.
///
/// What a model did on its way to an answer (tool calls, their results, its reasoning) is noted on
/// that answer. When no answer followed, an empty one holds the notes.
struct HistoryScribe {
  private(set) var messages: [HistoryMessage] = []
  /// Messages that could not be taken.
  private(set) var skipped = 0
  /// What waits for the model's next words.
  private var waiting: HistoryMessage?

  /// What somebody asked. Without words, the kinds of its attachments stand in their place.
  mutating func ask(_ text: String, key: String, at: Timestamp, notes: HistoryNotes = .init()) {
    finish()
    let words = notes.attachments?.map { "[\($0.word)]" }.joined(separator: " ") ?? ""
    let content = text.isEmpty ? words : text
    guard !content.isEmpty else { return }
    append(
      HistoryMessage(key: key, role: .user, content: content, notes: notes, createdAt: at))
  }

  mutating func instruct(_ text: String, key: String, at: Timestamp) {
    finish()
    guard !text.isEmpty else { return }
    append(HistoryMessage(key: key, role: .system, content: text, createdAt: at))
  }

  /// What a model answered; an answer of nothing but tool calls waits for the words after them.
  mutating func answer(_ message: HistoryMessage) {
    var message = message
    if let before = waiting { message.take(before) }
    waiting = nil
    if message.content.isEmpty, !message.notes.isEmpty {
      waiting = message
    } else {
      append(message)
    }
  }

  /// Something on the way to the model's next words.
  mutating func note(_ notes: HistoryNotes, key: String, at: Timestamp) {
    answer(HistoryMessage(key: key, role: .assistant, content: "", notes: notes, createdAt: at))
  }

  mutating func skip() {
    skipped += 1
  }

  /// The last message is known under another id as well.
  mutating func alsoKnown(as key: String) {
    finish()
    guard let last = messages.indices.last else { return }
    messages[last].formerKey = key
  }

  /// Writes what waits: nothing more comes.
  mutating func finish() {
    guard var message = waiting else { return }
    waiting = nil
    message.content = message.notes.attachments?.map { "[\($0.word)]" }.joined(separator: " ") ?? ""
    append(message)
  }

  private mutating func append(_ message: HistoryMessage) {
    var message = message
    message.content = message.content.withoutNUL
    guard message.content.utf8.count <= Limits.contentBytes else { return skip() }
    messages.append(message)
  }
}

extension HistoryMessage {
  /// Notes of what the model did before, and the tokens that it cost.
  fileprivate mutating func take(_ before: HistoryMessage) {
    var all = before.notes
    all.add(notes)
    notes = all
    promptTokens = sum(before.promptTokens, promptTokens)
    completionTokens = sum(before.completionTokens, completionTokens)
  }

  private func sum(_ one: Int?, _ other: Int?) -> Int? {
    one == nil && other == nil ? nil : (one ?? 0) + (other ?? 0)
  }
}
