import Wire

/// Where the pairs stand that answer a question: its turn's, and those of all that ask the same.
enum AnswerPlace: Equatable {
  case nowhere
  /// At the thread's end; `before` is the last message that is none of theirs, 0 for none.
  case atTheEnd(before: Int)
  /// Something else was said after them.
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
  /// Whether a turn's pair may be written at its end, and makes room for it: of a retry, what was
  /// answered to the same question before leaves the thread's end, and its turns have their words
  /// themselves from then on. A pair that a cancelled retry would have does not replace a whole one.
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

/// What may become of a turn that ends.
enum PairRoom {
  /// Its pair is written next.
  case free
  /// It has none, and its question has no answer.
  case unanswered
  /// It has none, and its question has the answer that it had.
  case answered
  /// It was whole, but other messages stand after the answer that it would replace.
  case overtaken
}

extension Fault {
  static let notLastQuestion = Fault.invalidState(
    "Other messages stand after that question's answer, and only a thread's last question is "
      + "answered anew: take back what came after, or fork the thread before it and ask there.",
    from: "answered", to: "retried")
}
