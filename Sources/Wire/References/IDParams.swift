/// A method that takes the id of one thing and nothing else.
package protocol IDMethod: Method where Params == IDParams<Self> {
  /// What the id is of.
  associatedtype Named: Identified
  /// What the id is for, as `Payload.fields` has it: "The thread to bring back."
  static var idSummary: String { get }
}

/// The params of an `IDMethod`: `{"threadId": …}` for a method about threads.
package struct IDParams<M: IDMethod>: Payload {
  package static var fields: [String: String] { [M.Named.idMember: M.idSummary] }

  package var id: ID<M.Named>

  package init(id: ID<M.Named>) {
    self.id = id
  }

  private enum Key: CodingKey {
    case id

    var stringValue: String { M.Named.idMember }
    var intValue: Int? { nil }

    init?(stringValue: String) {
      guard stringValue == M.Named.idMember else { return nil }
      self = .id
    }

    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    id = try decoder.container(keyedBy: Key.self).decode(ID<M.Named>.self, forKey: .id)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
  }
}

// As for all other params, the labels are the members' names on the wire.

extension IDParams where M.Named == Noun.Thread {
  package init(threadId: ThreadID) { self.init(id: threadId) }
}

extension IDParams where M.Named == Noun.Task {
  package init(taskId: TaskID) { self.init(id: taskId) }
}

extension IDParams where M.Named == Noun.Context {
  package init(contextId: ContextID) { self.init(id: contextId) }
}

extension IDParams where M.Named == Noun.Preview {
  package init(previewId: PreviewID) { self.init(id: previewId) }
}

extension IDParams where M.Named == Noun.Turn {
  package init(turnId: TurnID) { self.init(id: turnId) }
}

extension IDParams where M.Named == Noun.Message {
  package init(messageId: MessageID) { self.init(id: messageId) }
}

extension IDParams where M.Named == Noun.Session {
  package init(sessionId: SessionID) { self.init(id: sessionId) }
}

extension IDParams where M.Named == Noun.Account {
  package init(accountId: AccountID) { self.init(id: accountId) }
}
