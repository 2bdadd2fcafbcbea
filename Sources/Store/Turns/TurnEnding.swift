import JSON
package import Wire

/// How a turn ended.
package struct TurnEnd: Sendable {
  package var id: TurnID
  /// Completed, cancelled, failed or interrupted.
  package var status: TurnStatus
  package var output: String
  package var reasoning: String
  package var finishReason: String?
  /// Stored for failed and interrupted turns.
  package var error: Fault?
  package var attempts: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var totalTokens: Int?
  package var reasoningTokens: Int?
  /// In billionths of the configured currency.
  package var costNanos: Int?
  package var firstTokenMs: Int?
  package var totalMs: Int?
  package var userMessageID: MessageID
  package var assistantMessageID: MessageID
  /// Set when the provider has no such model: a thread that never had an answer from it does not
  /// keep it.
  package var unknownModel: UnknownModel?

  /// A model that its provider says it does not have.
  package struct UnknownModel: Sendable {
    /// The names that a thread may have for it.
    package var names: [ModelName]
    /// The turn's error when its thread loses the model.
    package var error: Fault

    package init(names: [ModelName], error: Fault) {
      (self.names, self.error) = (names, error)
    }
  }

  package init(
    id: TurnID, status: TurnStatus, output: String = "", reasoning: String = "",
    finishReason: String? = nil, error: Fault? = nil, attempts: Int = 0, promptTokens: Int? = nil,
    completionTokens: Int? = nil, totalTokens: Int? = nil, reasoningTokens: Int? = nil,
    costNanos: Int? = nil, firstTokenMs: Int? = nil, totalMs: Int? = nil, userMessageID: MessageID,
    assistantMessageID: MessageID
  ) {
    self.id = id
    self.status = status
    self.output = output
    self.reasoning = reasoning
    self.finishReason = finishReason
    self.error = error
    self.attempts = attempts
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.totalTokens = totalTokens
    self.reasoningTokens = reasoningTokens
    self.costNanos = costNanos
    self.firstTokenMs = firstTokenMs
    self.totalMs = totalMs
    self.userMessageID = userMessageID
    self.assistantMessageID = assistantMessageID
  }

  /// Whether question and answer are added to the thread: for a completed turn, and for a cancelled
  /// turn that had output.
  var writesPair: Bool {
    switch status {
    case .completed: true
    case .cancelled: !output.isEmpty
    case .queued, .running, .failed, .interrupted: false
    }
  }
}

/// A turn, its thread and the pair that it wrote, after its end.
package struct EndedTurn: Sendable, Equatable {
  package let turn: Noun.Turn
  package let thread: Noun.Thread
  package let messages: [Noun.Message]
}

extension Changes {
  /// Writes pair, usage and status together, or nothing; the output that was stored meanwhile is
  /// deleted. The pair of a retry replaces the earlier answer to its question.
  package func endTurn(_ end: TurnEnd) throws -> EndedTurn {
    let turn = try rows.keptTurn(end.id)
    guard !turn.value.status.hasEnded, end.status.hasEnded,
      turn.value.status == .running || end.status != .completed,
      let threadId = turn.value.threadId
    else { throw Fault.notOpen(turn.value.status, to: end.status) }
    var thread = try rows.keptThread(threadId)
    var (end, pair) = (end, [Noun.Message]())
    if let unknown = end.unknownModel, try drop(unknown, by: turn.value, from: thread) {
      end.error = unknown.error
      thread = try rows.keptThread(threadId)
    }
    let room = try makeRoom(for: end, of: turn.value, in: thread)
    switch room {
    case .free:
      thread = try rows.keptThread(threadId)
      pair = try writePair(end, turn, thread)
    case .overtaken: (end.status, end.error) = (.failed, .overtakenAnswer)
    case .unanswered, .answered: break
    }
    let waits = room == .unanswered
    try settle(
      end, row: turn.row, hasPair: !pair.isEmpty, after: thread.value.messageCount,
      isUnanswered: waits)
    if !pair.isEmpty, turn.value.retryOf != nil {
      try settleQuestion(of: end.id, in: thread.row)
    }
    try note(.turn, end.id, .updated)
    return EndedTurn(
      turn: try rows.turn(end.id), thread: pair.isEmpty ? thread.value : try touch(thread),
      messages: pair)
  }

  /// Clears the model of the thread; returns whether the thread had it as its own.
  private func drop(
    _ unknown: TurnEnd.UnknownModel, by turn: Noun.Turn, from thread: Kept<Noun.Thread>
  ) throws -> Bool {
    guard let model = thread.value.model, unknown.names.contains(model) else { return false }
    let dropped = try db.run(
      ThreadSQL.dropModel, rows.whose, .integer(thread.row), .text(turn.model.text))
    guard dropped > 0 else { return false }
    try touch(thread)
    return true
  }

  private func writePair(
    _ end: TurnEnd, _ turn: Kept<Noun.Turn>, _ thread: Kept<Noun.Thread>
  ) throws -> [Noun.Message] {
    let writer = Kept(row: turn.row, value: end.id)
    let last = thread.value.messageCount
    let question = NewMessage(
      id: end.userMessageID, sequence: last + 1, role: .user, content: turn.value.input ?? "",
      metadata: try rows.question(of: end.id).metadata)
    let answer = NewMessage(
      id: end.assistantMessageID, sequence: last + 2, role: .assistant, content: end.output,
      promptTokens: end.promptTokens, completionTokens: end.completionTokens,
      totalTokens: end.totalTokens)
    let pair = [
      // Both are written at the end, but the question was asked when the turn started.
      try insertMessage(question, saidAt: turn.value.startedAt, in: thread, turn: writer),
      try insertMessage(answer, in: thread, turn: writer),
    ]
    // Queued turns that were cancelled meanwhile were asked after this one.
    let later = try db.all(
      TurnSQL.moveBehind, rows.whose, .integer(thread.row), .integer(turn.row), .int(last + 2)
    ) { $0.id(TurnID.self) }
    for turn in later { try note(.turn, turn, .updated) }
    return pair
  }

  /// A turn with a pair does not store the texts itself.
  private func settle(
    _ end: TurnEnd, row: Int64, hasPair: Bool, after sequence: Int, isUnanswered: Bool
  ) throws {
    let keepsError = end.status == .failed || end.status == .interrupted
    let error = keepsError ? try end.error.map { try RawJSON(encoding: ErrorObject($0)) } : nil
    try db.run(
      """
      UPDATE turn
      SET status = ?3, finish_reason = ?4, error = ?5, attempts = ?6, prompt_tokens = ?7,
        completion_tokens = ?8, total_tokens = ?9, reasoning_tokens = ?10, first_token_ms = ?11,
        total_ms = ?12, ended_at = ?13, output = ?14, reasoning = ?15,
        input = iif(?16, NULL, input), metadata = iif(?16, NULL, metadata), cost_nanos = ?17,
        after_sequence = ?18, unanswered = ?19
      WHERE user = ?1 AND id = ?2
      """,
      rows.whose, .integer(row), .text(end.status.rawValue), .string(end.finishReason),
      .string(error?.text), .int(end.attempts), .int(end.promptTokens),
      .int(end.completionTokens), .int(end.totalTokens), .int(end.reasoningTokens),
      .int(end.firstTokenMs), .int(end.totalMs), .time(now),
      hasPair || end.output.isEmpty ? .null : .text(end.output),
      end.reasoning.isEmpty ? .null : .text(end.reasoning), .int(hasPair ? 1 : 0),
      .int(end.costNanos), .int(sequence), .int(isUnanswered ? 1 : 0))
  }
}

extension Fault {
  fileprivate static let overtakenAnswer = Fault.invalidState(
    "Other messages were added after the earlier answer meanwhile, so the thread keeps that one; "
      + "this answer is kept with its turn.",
    from: "answered", to: "retried")
}
