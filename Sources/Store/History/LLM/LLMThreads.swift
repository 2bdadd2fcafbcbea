import JSON
import Wire

/// llm's tables from 0.32 on: threads point to the last messages of chains, which they may share,
/// and turns record which model wrote which of the messages, and when.
struct LLMThreads {
  private let database: SourceDatabase
  private static let tables = ["threads", "turns", "messages", "parts"]

  /// `nil` when the database has no such tables.
  init?(_ database: SourceDatabase) throws(SourceDatabase.Failure) {
    for table in Self.tables where try database.columns(of: table).isEmpty { return nil }
    self.database = database
  }

  /// Each thread with the id of its last turn, or its own id.
  func latest() throws(SourceDatabase.Failure) -> [(conversation: String, id: String)] {
    try database.all(
      """
      SELECT substr(threads.id, 1, 201),
        substr(max(threads.id, coalesce(max(turns.id), '')), 1, 201)
      FROM threads
      LEFT JOIN turns ON turns.thread_id = threads.id
      WHERE threads.tip_message_hash IS NOT NULL
      GROUP BY threads.id
      """, of: .table
    ) { ($0.word(), $0.word()) }
  }

  func turnIDs(of thread: String) throws(SourceDatabase.Failure) -> [String] {
    try database.all("SELECT id FROM turns WHERE thread_id = ?1", [.text(thread)]) { $0.word() }
  }

  /// `lastLegacy` is the last response of the conversation in the older tables.
  func conversation(
    _ id: String, lastLegacy: String?
  ) throws(SourceDatabase.Failure) -> HistoryConversation? {
    guard let thread = try thread(id) else { return nil }
    let chain = try chain(to: thread.tip)
    // The messages that a fork shares with its thread belong to that thread's turns.
    var turns = try turns(of: id)
    if let origin = thread.forkedFrom { turns += try self.turns(of: origin) }
    guard !chain.isEmpty else { return nil }
    let endOfLegacy = lastLegacy == nil ? nil : legacyEnd(of: chain, firstTurn: turns.first)
    var branch = HistoryBranch(
      title: Title(given: thread.name), model: nil, createdAt: turns.first?.at ?? thread.at,
      updatedAt: thread.at, messages: [])
    var scribe = HistoryScribe()
    let byTip = Dictionary(turns.map { ($0.tip, $0) }) { first, _ in first }
    // A message belongs to the first turn that ends at or after it.
    var owner: Turn?
    var owners: [Turn?] = []
    for link in chain.reversed() {
      owner = byTip[link.hash] ?? owner
      owners.append(owner)
    }
    for (position, link) in chain.enumerated() {
      let turn = owners[chain.count - 1 - position]
      if position == 0, link.role == "system", let prompt = try systemPrompt(link) {
        branch.systemPrompt = prompt
      } else {
        try write(link, turn, endsTurn: turn?.tip == link.hash, at: turn?.at ?? thread.at, &scribe)
      }
      if position == endOfLegacy, let lastLegacy { scribe.alsoKnown(as: lastLegacy) }
      if let turn {
        branch.model = ModelName(turn.model.text) ?? branch.model
        // A fork is younger than the turns that it shares.
        if turn.endedAt.milliseconds > branch.updatedAt.milliseconds {
          branch.updatedAt = turn.endedAt
        }
      }
    }
    scribe.finish()
    guard let first = scribe.messages.first else { return nil }
    branch.title = branch.title ?? Title(given: first.content)
    branch.messages = scribe.messages
    var conversation = HistoryConversation(
      source: .llm, id: id, branches: [branch], losses: scribe.losses)
    conversation.forkedFrom = thread.forkedFrom
    return conversation
  }

  /// The place in the chain of the last answer that the older tables have: before the question of
  /// the first turn.
  private func legacyEnd(of chain: [Link], firstTurn: Turn?) -> Int? {
    guard let firstTurn, let end = chain.firstIndex(where: { $0.hash == firstTurn.parent }) else {
      return nil
    }
    return chain[...end].lastIndex { $0.role == "assistant" }
  }

  private func write(
    _ link: Link, _ turn: Turn?, endsTurn: Bool, at: Timestamp, _ scribe: inout HistoryScribe
  ) throws(SourceDatabase.Failure) {
    let said = try said(link)
    switch link.role {
    case "user": scribe.ask(said.text, key: link.hash, at: at, notes: said.notes)
    case "system": scribe.instruct(said.text, key: link.hash, at: at)
    case "tool": scribe.note(said.notes, key: link.hash, at: at)
    case "assistant":
      var answer = HistoryMessage(
        key: link.hash, role: .assistant, content: said.text, notes: said.notes,
        createdAt: turn?.endedAt ?? at)
      if !(said.text.isEmpty && said.notes.isEmpty) {
        answer.notes.model = turn?.model
        answer.notes.schema = turn?.schema
      }
      if endsTurn {
        (answer.promptTokens, answer.completionTokens) = (turn?.inputTokens, turn?.outputTokens)
      }
      scribe.answer(answer)
    default: scribe.lose(.unknownKind(link.role))
    }
  }

  private func systemPrompt(_ link: Link) throws(SourceDatabase.Failure) -> SystemPrompt? {
    SystemPrompt(try said(link).text.text)
  }
}

extension LLMThreads {
  private struct Thread {
    var name: ForeignText?
    var tip: String
    var forkedFrom: String?
    var at: Timestamp
  }

  private struct Turn {
    var parent: String?
    var tip: String
    var model: ForeignText
    var schema: ForeignText?
    var inputTokens: ForeignCount?
    var outputTokens: ForeignCount?
    var at: Timestamp
    var endedAt: Timestamp
  }

  private struct Link {
    var hash: String
    var role: String
  }

  private func thread(_ id: String) throws(SourceDatabase.Failure) -> Thread? {
    try database.all(
      """
      SELECT name, tip_message_hash, forked_from, datetime_utc
      FROM threads
      WHERE id = ?1 AND tip_message_hash IS NOT NULL
      """, [.text(id)]
    ) {
      Thread(
        name: $0.textIfPresent(), tip: $0.word(), forkedFrom: $0.wordIfPresent(),
        at: Timestamp(foreign: $0.wordIfPresent()) ?? Timestamp(ulid: id) ?? .now)
    }.first
  }

  private func turns(of thread: String) throws(SourceDatabase.Failure) -> [Turn] {
    try database.all(
      """
      SELECT turns.id, parent_message_hash, tip_message_hash, model, input_tokens, output_tokens,
        duration_ms, datetime_utc, schemas.content
      FROM turns
      LEFT JOIN schemas ON schemas.id = turns.schema_id
      WHERE thread_id = ?1
      ORDER BY turns.id
      """, [.text(thread)]
    ) { columns in
      let id = columns.word()
      var turn = Turn(
        parent: columns.wordIfPresent(), tip: columns.word(), model: columns.text(),
        at: Timestamp(ulid: id) ?? .now, endedAt: .now)
      turn.inputTokens = columns.countIfPresent()
      turn.outputTokens = columns.countIfPresent()
      let duration = columns.countIfPresent()
      turn.at = Timestamp(foreign: columns.wordIfPresent()) ?? turn.at
      turn.endedAt = turn.at.plus(milliseconds: duration)
      turn.schema = columns.textIfPresent()
      return turn
    }
  }

  /// From the first message to the last one; a circular chain ends where it closes.
  private func chain(to tip: String) throws(SourceDatabase.Failure) -> [Link] {
    var links: [Link] = []
    var seen: Set<String> = []
    var next: String? = tip
    while let hash = next, seen.insert(hash).inserted {
      next = nil
      try database.each("SELECT role, parent_hash FROM messages WHERE hash = ?1", [.text(hash)]) {
        links.append(Link(hash: hash, role: $0.word()))
        next = $0.wordIfPresent()
      }
    }
    return links.reversed()
  }

  private func said(
    _ link: Link
  ) throws(SourceDatabase.Failure) -> (text: ForeignText, notes: HistoryNotes) {
    let parts = try database.all(
      """
      SELECT id, type, text, payload
      FROM parts
      WHERE message_hash = ?1
      ORDER BY position
      """, [.text(link.hash)]
    ) { ($0.row(), $0.text(), $0.textIfPresent(), $0.wordIfPresent()) }
    var (texts, notes): ([ForeignText], HistoryNotes) = ([], HistoryNotes())
    for (id, type, text, payload) in parts {
      // A payload that is not JSON is ignored.
      let payload = payload.flatMap { try? Document(Array($0.utf8), surrogates: .replace).root }
      switch type.text {
      case "text": texts.append(try words(text, payload))
      case "reasoning":
        let thought = try words(text, payload)
        if !thought.isEmpty { notes.add(HistoryNotes(reasoning: thought)) }
      case "tool_call":
        notes.add(HistoryNotes(toolCalls: [HistoryNotes.ToolCall(payload)]))
      case "tool_result":
        notes.add(
          HistoryNotes(
            attachments: try attachments(of: id), toolResults: [HistoryNotes.ToolResult(payload)]))
      default: notes.add(HistoryNotes(attachments: try attachments(of: id) ?? [.init(type: type)]))
      }
    }
    return (ForeignText(joining: texts), notes)
  }

  /// The text as stored, or joined from literals and fragments.
  private func words(
    _ text: ForeignText?, _ payload: Value?
  ) throws(SourceDatabase.Failure) -> ForeignText {
    if let text { return text }
    var texts: [ForeignText] = []
    for piece in payload?["text_ref"].map({ Array($0.elements) }) ?? [] {
      if let literal = piece["literal"]?.foreignText { texts.append(literal) }
      guard let fragment = piece["fragment"]?.integer else { continue }
      try database.each("SELECT content FROM fragments WHERE id = ?1", [.int(fragment)]) {
        texts.append($0.text())
      }
    }
    return ForeignText(joining: texts)
  }

  private func attachments(
    of part: Int64
  ) throws(SourceDatabase.Failure) -> [HistoryNotes.Attachment]? {
    let found = try database.all(
      """
      SELECT attachments.type, attachments.path, attachments.url, attachments.id
      FROM part_attachments
      JOIN attachments ON attachments.id = part_attachments.attachment_id
      WHERE part_attachments.part_id = ?1
      ORDER BY part_attachments."order"
      """, [.integer(part)], read: HistoryNotes.Attachment.init)
    return found.isEmpty ? nil : found
  }
}

extension HistoryNotes.ToolCall {
  fileprivate init(_ payload: Value?) {
    self.init(
      id: payload?["tool_call_id"]?.foreignText, name: payload?["name"]?.foreignText,
      arguments: payload?["arguments"].map { ForeignText(decoding: $0.token) })
  }
}

extension HistoryNotes.ToolResult {
  fileprivate init(_ payload: Value?) {
    self.init(
      id: payload?["tool_call_id"]?.foreignText, name: payload?["name"]?.foreignText,
      output: payload?["output"]?.foreignText, exception: payload?["exception"]?.foreignText)
  }
}
