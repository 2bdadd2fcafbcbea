import JSON
package import Wire

/// One conversation of another program, in skein's terms.
package struct HistoryConversation: Sendable {
  let source: HistorySource
  /// Its id in that program.
  let id: String
  /// The conversation that it was forked from in that program.
  var forkedFrom: String?
  /// The branches, the one that the source shows first. None is empty.
  var branches: [HistoryBranch]
  /// The parts of it that could not be imported.
  var losses = HistoryLosses()

  /// The same parts, with the conversation's title.
  package var skips: [HistorySkip] {
    losses.skips(title: branches.first?.title, conversation: id)
  }

  /// Keeps a thread's model only where `isKnown` returns true for it: a thread without one
  /// continues with the default model. Each message still records which model answered.
  package mutating func keepModels(where isKnown: (ModelName) -> Bool) {
    for index in branches.indices where branches[index].model.map(isKnown) != true {
      branches[index].model = nil
    }
  }

  /// Whether one write can import all of it.
  package var fitsOneWrite: Bool {
    let messages = branches.lazy.flatMap(\.messages)
    return messages.count <= Self.messagesPerWrite
      && messages.reduce(0) { $0 + $1.content.text.utf8.count } <= Self.bytesPerWrite
  }

  /// The longest id of another program that is kept, in Unicode scalars; the schema has the same
  /// limit.
  static let idLength = 200

  /// How much one write imports at most, so that other writes do not wait long.
  static let messagesPerWrite = 500
  static let bytesPerWrite = 4 << 20
}

/// One path through a conversation, from its first message to its last.
struct HistoryBranch: Sendable {
  var title: Title?
  var model: ModelName?
  var systemPrompt: SystemPrompt?
  var createdAt: Timestamp
  var updatedAt: Timestamp
  var messages: [HistoryMessage]
}

/// One message. Its keys are its ids in the other program; it may have had other ids, by which an
/// earlier import knew it.
struct HistoryMessage: Sendable {
  var key: String
  var formerKey: String?
  var role: Noun.Role
  var content: ForeignText
  var promptTokens: ForeignCount?
  var completionTokens: ForeignCount?
  var notes = HistoryNotes()
  var createdAt: Timestamp

  func isKnown(as tip: String) -> Bool { key == tip || formerKey == tip }
}

/// Why a history cannot be read, or not to its end.
package struct HistoryUnreadable: Error, Sendable {
  private enum Reason {
    /// What was expected at the path.
    case expected(String)
    case limit(String, Int)
    case cancelled
  }

  private let reason: Reason

  init(_ expected: String) {
    reason = .expected(expected)
  }

  private init(_ reason: Reason) {
    self.reason = reason
  }

  /// A limit of the daemon; the message names the file and says what to do.
  static func limit(_ message: String, _ limit: Int) -> HistoryUnreadable {
    HistoryUnreadable(.limit(message, limit))
  }

  static let cancelled = HistoryUnreadable(.cancelled)

  /// Whether it ends the whole import, not only one conversation.
  var isFinal: Bool {
    switch reason {
    case .expected: false
    case .limit, .cancelled: true
    }
  }

  package var fault: Fault {
    switch reason {
    case .expected(let expected): .invalidParams(path: "path", expected: expected)
    case .limit(let message, let limit): .limit(message, limit: limit)
    case .cancelled: .cancelled()
    }
  }
}

extension ForeignText {
  /// Cut after this many scalars.
  func cut(to length: Int) -> ForeignText {
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: length, limitedBy: scalars.endIndex), end < scalars.endIndex
    else { return self }
    return ForeignText(String(scalars[..<end]) + "…")
  }
}

extension Title {
  /// A title that another program gave: white space folded, cut to fit.
  init?(given text: ForeignText?) {
    guard let text, let content = Content(text.text), let title = Title.derived(from: content)
    else {
      return nil
    }
    self = title
  }
}
