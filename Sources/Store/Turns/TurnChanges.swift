import JSON
package import Wire

/// A turn to be written.
package struct NewTurn: Sendable {
  package var id: TurnID
  /// Without a thread, one is created in the same savepoint.
  package var threadId: ThreadID?
  package var newThreadId: ThreadID
  package var threadModel: ModelName?
  /// What a new thread is for.
  package var threadPurpose: ThreadPurpose?
  package var input: Content
  package var model: ModelName
  /// For a new thread, the thread's system prompt; for an existing one, this turn's only.
  package var systemPrompt: SystemPrompt?
  package var metadata: FreeObject?
  package var options: TurnOptions?
  /// Queued or running.
  package var status: TurnStatus
  package var fingerprint: Fingerprint
  package var retryOf: TurnID?

  package init(
    id: TurnID, threadId: ThreadID?, newThreadId: ThreadID, threadModel: ModelName? = nil,
    threadPurpose: ThreadPurpose? = nil, input: Content, model: ModelName,
    systemPrompt: SystemPrompt? = nil, metadata: FreeObject? = nil, options: TurnOptions? = nil,
    status: TurnStatus, fingerprint: Fingerprint, retryOf: TurnID? = nil
  ) {
    self.id = id
    self.threadId = threadId
    self.newThreadId = newThreadId
    self.threadModel = threadModel
    self.threadPurpose = threadPurpose
    self.input = input
    self.model = model
    self.systemPrompt = systemPrompt
    self.metadata = metadata
    self.options = options
    self.status = status
    self.fingerprint = fingerprint
    self.retryOf = retryOf
  }
}

extension Changes {
  package enum TurnOpening: Sendable {
    /// A turn with this id and the same params exists.
    case known(Noun.Turn)
    case new(Noun.Turn, Noun.Thread)
  }

  /// The thread that a turn continues. A deleted thread is not found, unless the turn's id exists
  /// in it already.
  package func thread(_ id: ThreadID, for turn: TurnID) throws -> Noun.Thread {
    let thread = try rows.thread(id)
    guard thread.deletedAt != nil else { return thread }
    if try rows.turnIfPresent(turn)?.value.threadId == id { throw Fault.deletedTurn }
    throw Fault.notFound(.thread)
  }

  /// Records a requested turn. `busy` when it should run and another one is running.
  package func openTurn(_ new: NewTurn) throws -> TurnOpening {
    if let known = try knownTurn(new) { return .known(known) }
    let thread = try threadForTurn(new)
    let original = try new.retryOf.map { try rows.keptTurn($0).row }
    if let retried = new.retryOf, try rows.answerPlace(of: retried, in: thread) == .earlier {
      throw Fault.notLastQuestion
    }
    if new.status == .running { try refuseSecondRunner(thread.row) }
    try db.run(
      """
      INSERT INTO turn (user, thread, uuid, status, model, input, system_prompt, metadata,
        options, retry_of, made, queued_at, started_at, after_sequence)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
      """,
      rows.whose, .integer(thread.row), .id(new.id), .text(new.status.rawValue), .ruled(new.model),
      .ruled(new.input), new.threadId == nil ? .null : .ruled(new.systemPrompt),
      .json(new.metadata),
      try .options(new.options),
      original.map { .integer($0) } ?? .null, .bytes(new.fingerprint.bytes), .time(now),
      new.status == .running ? .time(now) : .null, .int(thread.value.messageCount))
    try note(.turn, new.id, .created)
    return .new(try rows.turn(new.id), thread.value)
  }

  /// queued → running.
  package func startTurn(_ id: TurnID) throws -> Noun.Turn {
    let turn = try rows.keptTurn(id)
    guard turn.value.status == .queued, let threadId = turn.value.threadId else {
      throw Fault.notOpen(turn.value.status, to: .running)
    }
    try refuseSecondRunner(try rows.keptThread(threadId).row)
    try db.run(
      """
      UPDATE turn
      SET status = 'running', started_at = ?3
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(turn.row), .time(now))
    try note(.turn, id, .updated)
    return try rows.turn(id)
  }

  /// Records how many of the thread's oldest messages were left out of the model's input.
  package func noteDroppedMessages(_ id: TurnID, _ count: Int?) throws {
    try db.run(
      """
      UPDATE turn
      SET dropped_messages = ?3
      WHERE user = ?1 AND uuid = ?2
      """, rows.whose, .id(id), .int(count))
  }

  /// Appends the output since the last call, in case the daemon dies.
  package func keepTurnText(_ id: TurnID, text: String, reasoning: String) throws {
    if text.isEmpty, reasoning.isEmpty { return }
    let kept = try db.run(
      """
      INSERT INTO turn_chunk (turn, number, text, reasoning)
      SELECT id, coalesce((SELECT max(number) FROM turn_chunk WHERE turn = turn.id), 0) + 1, ?3, ?4
      FROM turn
      WHERE user = ?1 AND uuid = ?2 AND status = 'running'
      """, rows.whose, .id(id), .text(text), .text(reasoning))
    guard kept == 1 else { throw Fault.notOpen(try rows.turn(id).status, to: .running) }
  }

  /// Drops the stored output of a running turn, because it turned out to be wrong.
  package func dropTurnText(_ id: TurnID) throws {
    try db.run(
      """
      DELETE FROM turn_chunk
      WHERE turn = (SELECT id FROM turn WHERE user = ?1 AND uuid = ?2 AND status = 'running')
      """, rows.whose, .id(id))
  }

  private func knownTurn(_ new: NewTurn) throws -> Noun.Turn? {
    guard let turn = try rows.turnIfPresent(new.id), let threadId = turn.value.threadId else {
      return nil
    }
    guard try rows.thread(threadId).deletedAt == nil else { throw Fault.deletedTurn }
    return try known(turn, as: .turn, made: new.fingerprint.bytes)
  }

  /// The thread that the turn continues, or its new one; a thread without a title gets one.
  private func threadForTurn(_ new: NewTurn) throws -> Kept<Noun.Thread> {
    guard let threadId = new.threadId else {
      return try insertThread(
        NewThread(
          id: new.newThreadId, title: .derived(from: new.input), model: new.threadModel,
          systemPrompt: new.systemPrompt, purpose: new.threadPurpose, createdAt: now,
          updatedAt: now),
        made: new.fingerprint)
    }
    var thread = try rows.keptLiveThread(threadId)
    if thread.value.copyOf != nil {
      try releaseVersion(&thread)
      thread.value = try touch(thread)
    }
    if thread.value.title == nil, let title = Title.derived(from: new.input) {
      try db.run(
        """
        UPDATE thread
        SET title = ?3
        WHERE user = ?1 AND id = ?2
        """, rows.whose, .integer(thread.row), .ruled(title))
      thread.value = try touch(thread)
    }
    return thread
  }

  /// The schema refuses a second running turn; this names the first.
  private func refuseSecondRunner(_ thread: Int64) throws {
    let running = try db.first(
      """
      SELECT uuid
      FROM turn
      WHERE thread = ?2 AND status = 'running' AND +user = ?1
      """, rows.whose, .integer(thread)
    ) { $0.id(TurnID.self) }
    if let running { throw Fault.busy(turn: running) }
  }
}

extension Fault {
  fileprivate static let deletedTurn = Fault.invalidState(
    "That turn's thread is deleted: restore it, or choose another id.", from: "deleted",
    to: "created")

  static func notOpen(_ status: TurnStatus, to wanted: TurnStatus) -> Fault {
    .invalidState(
      "The turn is \(status.rawValue) and can't become \(wanted.rawValue).",
      from: status.rawValue, to: wanted.rawValue)
  }
}
