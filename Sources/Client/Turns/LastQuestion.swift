package import Wire

/// The last question of a thread, answered or not.
package struct LastQuestion: Equatable {
  package enum Place: Equatable {
    /// It is a message; the turn that wrote it is `nil` where it was copied or imported.
    case message(sequence: Int, turn: TurnID?)
    /// It is in no message, because it has no answer.
    case unanswered(Noun.Turn)
  }

  package let thread: ThreadID
  package let text: String
  package let place: Place

  /// `nil` when the thread has no question.
  package init?(of thread: ThreadID, on connection: Connection) throws {
    self.thread = thread
    let message = try Self.lastMessage(of: thread, on: connection)
    let unanswered = try connection.call(
      TurnList.self,
      .init(threadId: thread, unanswered: true, includeTexts: true, limit: PageLimit(1))
    ).data.first
    let sequence = message?.sequence?.number ?? 0
    if let unanswered, unanswered.afterSequence ?? 0 >= sequence {
      (text, place) = (unanswered.input ?? "", .unanswered(unanswered))
    } else if let message {
      (text, place) = (message.content, .message(sequence: sequence, turn: message.turnId))
    } else {
      return nil
    }
  }

  /// The turn that asked it, with its texts; `nil` where it was copied or imported.
  package func turn(on connection: Connection) throws -> Noun.Turn? {
    switch place {
    case .unanswered(let turn): turn
    case .message(_, let turn?):
      try connection.call(TurnGet.self, TurnGet.Params(turnId: turn)).turn
    case .message(_, nil): nil
    }
  }

  private static func lastMessage(
    of thread: ThreadID, on connection: Connection
  ) throws -> Noun.Message? {
    var found: Noun.Message?
    let params = MessageList.Params(threadId: thread, limit: PageLimit(2), order: .descending)
    try connection.pages(MessageList.self, params, cursor: \.cursor) { page, _ in
      found = page.data.first { $0.role == .user }
      return found == nil
    }
    return found
  }
}
