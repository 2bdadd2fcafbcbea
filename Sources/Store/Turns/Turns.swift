import JSON
package import Wire

/// The request of a turn, for asking it again.
package struct Question: Sendable {
  package let threadId: ThreadID
  package let status: TurnStatus
  package let input: Content
  package let model: ModelName
  /// The turn's own system prompt, not its thread's.
  package let systemPrompt: SystemPrompt?
  package let metadata: FreeObject?
  package let options: TurnOptions?
}

extension Rows {
  /// A turn with its texts, also one of a soft-deleted thread. Its output is `nil` while it runs.
  package func turn(_ id: TurnID) throws -> Noun.Turn {
    try keptTurn(id).value
  }

  /// `notFound` unless the turn exists; nothing of it is read.
  package func requireTurn(_ id: TurnID) throws {
    guard try db.first(TurnSQL.exists, whose, .id(id), read: { $0.int() }) != nil else {
      throw Fault.notFound(.turn)
    }
  }

  /// The pair that it wrote, or nothing.
  package func turnMessages(_ id: TurnID) throws -> [Noun.Message] {
    let turn = try keptTurn(id)
    return try db.all(TurnSQL.pair, whose, .integer(turn.row), read: Noun.Message.init)
  }

  /// The newest first, without their texts unless these are requested; turns of deleted threads are
  /// in no list.
  package func turns(_ params: TurnList.Params) throws -> Page<Noun.Turn> {
    let thread = try params.threadId.map { try keptLiveThread($0).row }
    let withTexts = params.includeTexts ?? false
    let unanswered = params.unanswered ?? false
    let list =
      "turn/list \(params.threadId?.description ?? "") \(params.status?.rawValue ?? "")"
      + (unanswered ? " unanswered" : "")
    let before = try params.cursor?.key(of: list, count: 1)[0] ?? .max
    var page = PageBuilder<Noun.Turn>(params.limit ?? .standard)
    let shape = TurnSQL.ListShape(
      ofThread: thread != nil, withStatus: params.status != nil, unanswered: unanswered,
      withTexts: withTexts)
    try db.each(
      TurnSQL.list(shape),
      [whose, .integer(before), page.wanted] + [thread.map { .integer($0) }].compactMap { $0 }
        + [params.status.map { .text($0.rawValue) }].compactMap { $0 }
    ) { columns in
      var turn = try Noun.Turn(&columns)
      let row = columns.int64()
      if withTexts { try turn.readTexts(&columns) }
      return page.add(turn, key: [row], textBytes: turn.textBytes)
    }
    return page.page(of: list)
  }

  /// The model that has answered last on a thread; `nil` if none has.
  package func answeringModel(in thread: ThreadID?) throws -> ModelName? {
    guard let thread else { return nil }
    return try db.first(TurnSQL.answeringModel, whose, .id(thread)) {
      ModelName(trusted: $0.text())
    }
  }

  /// The turns of a thread whose question has no answer, with their texts, the oldest first.
  func unansweredTurns(of thread: Int64) throws -> [Noun.Turn] {
    try db.all(TurnSQL.unanswered, whose, .integer(thread), read: Kept<Noun.Turn>.init).map(\.value)
  }

  package func question(of id: TurnID) throws -> Question {
    let question = try db.first(TurnSQL.question, whose, .id(id)) { columns in
      Question(
        threadId: columns.id(), status: columns.status(), input: Content(trusted: columns.text()),
        model: ModelName(trusted: columns.text()), systemPrompt: columns.ruledIfPresent(),
        metadata: try columns.objectIfPresent(),
        options: try columns.jsonIfPresent(TurnOptions.self))
    }
    guard let question else { throw Fault.notFound(.turn) }
    return question
  }

  func keptTurn(_ id: TurnID) throws -> Kept<Noun.Turn> {
    guard let turn = try turnIfPresent(id) else { throw Fault.notFound(.turn) }
    return turn
  }

  func turnIfPresent(_ id: TurnID) throws -> Kept<Noun.Turn>? {
    try db.first(TurnSQL.one, whose, .id(id), read: Kept<Noun.Turn>.init)
  }
}

extension Kept<Noun.Turn> {
  init(_ columns: inout Columns) throws {
    var turn = try Noun.Turn(&columns)
    let row = columns.int64()
    try turn.readTexts(&columns)
    self.init(row: row, value: turn)
  }
}

extension Noun.Turn {
  fileprivate init(_ columns: inout Columns) throws {
    self.init(
      id: columns.id(), threadId: columns.id(ThreadID.self), status: columns.status(),
      model: ModelName(trusted: columns.text()), input: nil,
      finishReason: columns.textIfPresent(), error: try columns.jsonIfPresent(ErrorObject.self),
      droppedMessages: columns.intIfPresent(), attempts: columns.int(),
      retryOf: columns.idIfPresent(), afterSequence: columns.intIfPresent(),
      withdrawnAt: columns.timeIfPresent(),
      messageIds: [columns.idIfPresent(), columns.idIfPresent()].compactMap { $0 },
      promptTokens: columns.countIfPresent(), completionTokens: columns.countIfPresent(),
      totalTokens: columns.countIfPresent(), reasoningTokens: columns.countIfPresent(),
      cost: columns.costIfPresent(), firstTokenMs: columns.intIfPresent(),
      totalMs: columns.intIfPresent(),
      queuedAt: columns.time(), startedAt: columns.timeIfPresent(),
      endedAt: columns.timeIfPresent())
  }

  fileprivate mutating func readTexts(_ columns: inout Columns) throws {
    input = columns.textIfPresent()
    output = columns.textIfPresent()
    reasoning = columns.textIfPresent()
    options = try columns.jsonIfPresent(TurnOptions.self)
  }

  fileprivate var textBytes: Int {
    let free = [options?.extra?.object.text, options?.responseFormat?.text]
    return 1024 + ([input, output, reasoning] + free).reduce(0) { $0 + ($1?.utf8.count ?? 0) }
  }
}

extension Columns {
  /// In units of the currency; billionths are stored.
  mutating func costIfPresent() -> Double? { countIfPresent().map { Double($0) / 1_000_000_000 } }

  /// The schema allows the same values only.
  fileprivate mutating func status() -> TurnStatus { TurnStatus(rawValue: text()) ?? .interrupted }
}
