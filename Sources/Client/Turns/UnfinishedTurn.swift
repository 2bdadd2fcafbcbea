package import Wire

/// A question that waits in the queue or is being answered, with what the model has said so far.
package struct UnfinishedTurn {
  /// The turn with its question.
  package let turn: Noun.Turn
  package let text: String
  package let reasoning: String

  /// The turn as it would be if it ended now.
  package var soFar: Noun.Turn {
    var turn = turn
    turn.output = text
    turn.reasoning = reasoning
    return turn
  }
}

extension Connection {
  /// The turns of a thread that have not ended, in the order in which they run.
  package func unfinishedTurns(in thread: ThreadID) throws -> [UnfinishedTurn] {
    var turns: [Noun.Turn] = []
    for status in [TurnStatus.queued, .running] {
      let params = TurnList.Params(threadId: thread, status: status, includeTexts: true)
      try pages(TurnList.self, params, cursor: \.cursor) { page, _ in
        turns += page.data
        return true
      }
    }
    // The newest came first. What has ended by now is among the messages.
    return try turns.reversed().map(withWords).filter { !$0.turn.status.hasEnded }
  }

  /// A turn with what its model has said so far, which stands in no row yet while it runs.
  package func withWords(_ turn: Noun.Turn) throws -> UnfinishedTurn {
    let seen = try call(TurnWatch.self, TurnWatch.Params(turnId: turn.id))
    _ = try call(TurnUnwatch.self, TurnUnwatch.Params(turnId: turn.id))
    var turn = turn
    turn.status = seen.turn.status
    return UnfinishedTurn(turn: turn, text: seen.text, reasoning: seen.reasoning)
  }
}
