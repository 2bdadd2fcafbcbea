import Wire

/// Where the answers to a question are: the pairs of its turn and of all turns with the same
/// question.
enum AnswerPlace: Equatable {
  case nowhere
  /// At the thread's end; `before` is the last message before them, 0 for none.
  case atTheEnd(before: Int)
  /// Other messages follow them.
  case earlier
}

extension Rows {
  func answerPlace(of turn: TurnID, in thread: Kept<Noun.Thread>) throws -> AnswerPlace {
    let before =
      try db.first(MessageSQL.lastBeside, whose, .integer(thread.row), .id(turn)) { $0.int() } ?? 0
    if before < thread.value.messageCount { return .atTheEnd(before: before) }
    let isThere = try db.first(TurnSQL.hasAnswer, whose, .integer(thread.row), .id(turn)) {
      $0.bool()
    }
    return isThere == true ? .earlier : .nowhere
  }
}

extension Changes {
  /// Decides whether a turn may write its pair at its end, and makes room for it. For a retry, the
  /// earlier answer to the same question is removed from the thread's end, and its turns hold their
  /// texts themselves from then on. The partial answer of a cancelled retry does not replace a
  /// complete one.
  func makeRoom(
    for end: TurnEnd, of turn: Noun.Turn, in thread: Kept<Noun.Thread>
  ) throws -> PairRoom {
    guard turn.retryOf != nil else { return end.writesPair ? .free : .unanswered }
    switch try rows.answerPlace(of: end.id, in: thread) {
    case .nowhere: return end.writesPair ? .free : .unanswered
    case .earlier: return end.status == .completed ? .overtaken : .answered
    case .atTheEnd(let before):
      guard end.status == .completed else { return .answered }
      for turn in try takeBack(through: before, of: thread) { try note(.turn, turn, .updated) }
      return .free
    }
  }
}

/// What happens with the pair of a turn that ends.
enum PairRoom {
  /// Its pair is written next.
  case free
  /// It writes no pair, and its question has no answer.
  case unanswered
  /// It writes no pair, and its question keeps its earlier answer.
  case answered
  /// It completed, but other messages follow the answer that it would replace.
  case overtaken
}

extension Fault {
  static let notLastQuestion = Fault.invalidState(
    "Other messages follow that question's answer, and only a thread's last question can be "
      + "retried: remove the messages after it, or fork the thread before it and ask there.",
    from: "answered", to: "retried")
}
