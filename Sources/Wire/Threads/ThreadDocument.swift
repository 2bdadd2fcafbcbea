/// An exported thread: what `thread/export` returns and `thread/import` accepts.
///
/// Both formats have the same members, because a result always has one type: members that a format
/// does not use are null.
package struct ThreadDocument: NamedPayload, Equatable {
  package static let typeName = "ThreadDocument"
  /// Raised when a program that reads the old version would misread the new one.
  package static let currentVersion = 1
  package static let fields = [
    "format": "json for programs and for thread/import, markdown for people.",
    "version": "The version of this format: 1.",
    "thread": "json: the thread, as thread/get shows it.",
    "messages":
      "json: all its messages, as message/list shows them; an answer's metadata has its model, as importedFrom {model}.",
    "unanswered":
      "json: the turns whose question has no answer, as turn/list with includeTexts shows them, the oldest first.",
    "text": "markdown: the thread as text.",
  ]

  /// The format of an exported thread.
  package enum Format: String, Codable, CaseIterable, Sendable {
    case json, markdown
  }

  package var format: Format
  package var version: Int
  package var thread: Noun.Thread?
  package var messages: [Noun.Message]?
  package var unanswered: [Noun.Turn]?
  package var text: String?

  package init(
    thread: Noun.Thread, messages: [Noun.Message], unanswered: [Noun.Turn] = []
  ) {
    format = .json
    version = Self.currentVersion
    self.thread = thread
    self.messages = messages
    self.unanswered = unanswered
  }

  package init(markdown text: String) {
    format = .markdown
    version = Self.currentVersion
    self.text = text
  }
}
