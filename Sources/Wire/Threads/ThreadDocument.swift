/// A thread outside of the daemon: what `thread/export` gives and `thread/import` takes.
///
/// One shape for both formats, because no result is one thing or another: what a format does not
/// have is null.
package struct ThreadDocument: NamedPayload, Equatable {
  package static let typeName = "ThreadDocument"
  /// Raised when a reader of the last one would misread it.
  package static let currentVersion = 1
  package static let fields = [
    "format": "json for programs and for thread/import, markdown for people.",
    "version": "The version of this form: 1.",
    "thread": "json: the thread as thread/get shows it.",
    "messages": "json: all its messages as message/list shows them.",
    "unanswered":
      "json: the turns whose question has no answer, as turn/list shows them with their texts, the oldest first.",
    "text": "markdown: the text.",
  ]

  /// How a thread is written down.
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
