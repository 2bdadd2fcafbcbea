package import Wire

/// Withdraws questions.
extension Changes {
  /// Withdraws an unanswered question, with all turns that asked the same; an event for each turn.
  /// With `deletesEmpty` its thread is soft-deleted when it is empty afterwards.
  package func withdrawQuestion(
    of id: TurnID, deletesEmpty: Bool = false
  ) throws -> Noun.Turn {
    let turn = try rows.turn(id)
    guard turn.withdrawnAt == nil, let threadId = turn.threadId else { return turn }
    let thread = try rows.keptLiveThread(threadId)
    try refuseUnfinishedTurn(on: thread.row)
    guard try rows.answerPlace(of: id, in: thread) == .nowhere else { throw Fault.answeredQuestion }
    try withdraw(id)
    if deletesEmpty { try deleteIfEmpty(thread) }
    return try rows.turn(id)
  }

  /// Deletes only a thread that a turn created and that nobody has changed: an explicitly created
  /// thread, one of a context, one with versions and one with a given title stay, also when they
  /// are empty.
  private func deleteIfEmpty(_ thread: Kept<Noun.Thread>) throws {
    guard thread.value.contextId == nil, thread.value.copyOf == nil else { return }
    let input = try db.first(TurnSQL.onlyQuestion, rows.whose, .integer(thread.row)) {
      $0.textIfPresent()
    }
    guard let input = input ?? nil,
      thread.value.title == nil
        || thread.value.title == Title.derived(from: Content(trusted: input))
    else { return }
    try deleteThread(thread.value.id, permanent: false)
  }

  /// The same for a turn whose messages were just removed from their thread.
  func withdraw(_ turn: TurnID) throws {
    let withdrawn = try db.all(TurnSQL.withdraw, rows.whose, .time(now), .id(turn)) {
      $0.id(TurnID.self)
    }
    for turn in withdrawn { try note(.turn, turn, .updated) }
  }

  /// Withdraws the unanswered questions that come after a message beyond `end`.
  func withdrawQuestions(after end: Int, of thread: Int64) throws {
    let withdrawn = try db.all(
      TurnSQL.withdrawAfter, rows.whose, .integer(thread), .int(end), .time(now)
    ) { $0.id(TurnID.self) }
    for turn in withdrawn { try note(.turn, turn, .updated) }
  }

  /// Marks a question as answered, whichever turn asked it first.
  func settleQuestion(of turn: TurnID, in thread: Int64) throws {
    let answered = try db.all(TurnSQL.answered, rows.whose, .integer(thread), .id(turn)) {
      $0.id(TurnID.self)
    }
    for turn in answered { try note(.turn, turn, .updated) }
  }
}

extension Fault {
  fileprivate static let answeredQuestion = Fault.invalidState(
    "That question has messages in its thread: thread/revert removes them.",
    from: "answered", to: "withdrawn")
}
