package import Wire

/// A question without an answer, with every attempt to answer it.
package struct UnansweredQuestion: Equatable {
  package let text: String
  /// The turns that asked it, the oldest first.
  package private(set) var tries: [Noun.Turn]

  /// How many messages the thread had when the question was asked last.
  package var afterSequence: Int { tries.last?.afterSequence ?? 0 }

  /// The turn that asked it last.
  package var newest: Noun.Turn? { tries.last }

  /// Groups the turns that `turn/list` returns as unanswered, with their text, the newest first.
  package static func all(in turns: [Noun.Turn]) -> [UnansweredQuestion] {
    var questions: [UnansweredQuestion] = []
    var places: [TurnID: Int] = [:]
    for turn in turns.reversed() {
      if let place = turn.retryOf.flatMap({ places[$0] }) {
        questions[place].tries.append(turn)
        places[turn.id] = place
      } else {
        places[turn.id] = questions.count
        questions.append(UnansweredQuestion(text: turn.input ?? "", tries: [turn]))
      }
    }
    return questions.sorted { $0.afterSequence < $1.afterSequence }
  }
}

extension Connection {
  /// The unanswered questions of a thread, in their order; at most `limit` of the newest turns are
  /// requested.
  package func unansweredQuestions(
    in thread: ThreadID, limit: Int? = nil
  ) throws -> [UnansweredQuestion] {
    var turns: [Noun.Turn] = []
    let params = TurnList.Params(
      threadId: thread, unanswered: true, includeTexts: true,
      limit: PageLimit(limit ?? PageLimit.range.upperBound))
    try pages(TurnList.self, params, cursor: \.cursor) { page, _ in
      turns += page.data
      return limit == nil
    }
    return UnansweredQuestion.all(in: turns)
  }
}
