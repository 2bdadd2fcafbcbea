import Wire

/// One conversation of another program, in our words.
package struct HistoryConversation: Sendable {
  let source: HistorySource
  /// Its id there.
  let id: String
  /// The conversation that it was forked from there.
  var forkedFrom: String?
  /// The branch that the source shows comes first. None is empty.
  var branches: [HistoryBranch]
  /// Messages in it that could not be taken.
  package var skipped = 0

  /// Whether one write can take all of it.
  package var fitsOneWrite: Bool {
    let messages = branches.lazy.flatMap(\.messages)
    return messages.count <= Self.messagesPerWrite
      && messages.reduce(0) { $0 + $1.content.utf8.count } <= Self.bytesPerWrite
  }

  /// How much one write takes at most, so that others' writes don't wait long.
  static let messagesPerWrite = 500
  static let bytesPerWrite = 4 << 20
}

/// One way through a conversation, from its first message to its last.
struct HistoryBranch: Sendable {
  var title: Title?
  var model: ModelName?
  var systemPrompt: SystemPrompt?
  var createdAt: Timestamp
  var updatedAt: Timestamp
  var messages: [HistoryMessage]
}

/// One message; its keys are its ids there. It may have had others, by which an earlier import knew
/// the same message.
struct HistoryMessage: Sendable {
  var key: String
  var formerKey: String?
  var role: Noun.Role
  var content: String
  var promptTokens: Int?
  var completionTokens: Int?
  var notes = HistoryNotes()
  var createdAt: Timestamp

  func isKnown(as tip: String) -> Bool { key == tip || formerKey == tip }
}

/// Why a history can't be read; finishes "path: expected …".
package struct HistoryUnreadable: Error, Sendable {
  package let expected: String

  init(_ expected: String) {
    self.expected = expected
  }
}

extension String {
  /// As a message may hold it: U+0000 reads as U+FFFD, as it does from a provider.
  var withoutNUL: String {
    utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self
  }

  /// Cut after so many scalars.
  func cut(to length: Int) -> String {
    let scalars = unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: length, limitedBy: scalars.endIndex), end < scalars.endIndex
    else { return self }
    return String(scalars[..<end]) + "…"
  }
}

extension Title {
  /// A title that another program gave: white space folded, cut to fit.
  init?(given text: String?) {
    guard let text, let content = Content(text), let title = Title.derived(from: content) else {
      return nil
    }
    self = title
  }
}
