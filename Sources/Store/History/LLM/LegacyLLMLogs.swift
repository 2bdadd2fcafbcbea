import JSON
import Wire

/// llm's tables up to 0.31: a row of `responses` is a question and its answer.
struct LegacyLLMLogs {
  private let database: SourceDatabase
  /// The responses of each conversation, oldest first; a response without a conversation is one
  /// itself. Read once, because llm has no index by conversation.
  private let responses: [String: [String]]
  /// Row numbers by response, for the same reason.
  private let toolCalls: [String: [Int64]]
  private let toolResults: [String: [Int64]]
  private let sql: SQL

  /// `nil` when the database has no such tables.
  init?(_ database: SourceDatabase) throws(SourceDatabase.Failure) {
    let columns = try database.columns(of: "responses")
    guard columns.isSuperset(of: ["id", "prompt", "response", "conversation_id"]) else {
      return nil
    }
    self.database = database
    var responses: [String: [String]] = [:]
    try database.each(
      """
      SELECT substr(id, 1, 201), substr(coalesce(conversation_id, id), 1, 201)
      FROM responses
      ORDER BY 1
      """, of: .table
    ) {
      let id = $0.word()
      responses[$0.word(), default: []].append(id)
    }
    self.responses = responses
    toolCalls = try Self.rows(of: "tool_calls", database)
    toolResults = try Self.rows(of: "tool_results", database)
    sql = try SQL(database, columns)
  }

  /// Each conversation with its last response.
  var latest: [(conversation: String, id: String)] {
    responses.map { ($0.key, $0.value.last ?? "") }
  }

  /// The last response of a conversation that the newer tables contain only as part of a chain.
  func lastResponse(
    of conversation: String, notIn current: LLMThreads?
  ) throws(SourceDatabase.Failure) -> String? {
    guard let ids = responses[conversation] else { return nil }
    let turns = Set(try current?.turnIDs(of: conversation) ?? [])
    return ids.last { !turns.contains($0) }
  }

  func conversation(_ id: String) throws(SourceDatabase.Failure) -> HistoryConversation? {
    var scribe = HistoryScribe()
    var branch = HistoryBranch(
      createdAt: Timestamp(ulid: id) ?? .now, updatedAt: Timestamp(ulid: id) ?? .now, messages: [])
    try database.each(sql.conversation, [.text(id)]) {
      branch.title = Title(given: $0.textIfPresent())
    }
    var instructions: ForeignText?
    for (number, response) in (responses[id] ?? []).enumerated() {
      guard let row = try row(response) else { continue }
      let system = [try fragments("system_fragments", of: response), row.system].joinedByLine
      if number == 0 {
        branch.createdAt = row.at
        branch.systemPrompt = SystemPrompt(system.text)
      }
      // The first system prompt becomes the thread's, if it is not too long; a later one becomes a
      // message where it changed.
      if !system.isEmpty, system != instructions, number > 0 || branch.systemPrompt == nil {
        scribe.instruct(system, key: response, at: row.at)
      }
      if !system.isEmpty { instructions = system }
      try write(row, of: response, to: &scribe)
      branch.model = row.model.flatMap { ModelName($0.text) } ?? branch.model
      branch.updatedAt = row.endedAt
    }
    scribe.finish()
    guard !scribe.messages.isEmpty else { return nil }
    branch.messages = scribe.messages
    branch.title = branch.title ?? Title(given: scribe.messages[0].content)
    return HistoryConversation(
      source: .llm, id: id, branches: [branch], losses: scribe.losses)
  }

  private func write(
    _ row: Row, of response: String, to scribe: inout HistoryScribe
  ) throws(SourceDatabase.Failure) {
    let results = try self.results(of: response)
    if !results.isEmpty {
      scribe.note(HistoryNotes(toolResults: results), key: response, at: row.at)
    }
    let prompt = [try fragments("prompt_fragments", of: response), row.prompt].joinedByLine
    let attachments = try self.attachments(of: response)
    if !prompt.isEmpty || attachments != nil {
      scribe.ask(
        prompt, key: response, at: row.at, notes: HistoryNotes(attachments: attachments))
    }
    var answer = HistoryMessage(
      key: response, role: .assistant, content: row.response, promptTokens: row.inputTokens,
      completionTokens: row.outputTokens, createdAt: row.endedAt)
    let calls = try self.calls(of: response)
    answer.notes = HistoryNotes(
      toolCalls: calls.isEmpty ? nil : calls, reasoning: row.reasoning, schema: row.schema,
      model: row.model)
    // An empty answer counts as one, unless it called tools.
    if calls.isEmpty, answer.content.isEmpty { answer.notes = HistoryNotes() }
    scribe.answer(answer)
  }
}

extension LegacyLLMLogs {
  /// The statements for the columns that this file has: each version of llm added some.
  private struct SQL {
    let response: String
    let conversation: String
    let hasAttachments: Bool
    let hasFragments: Bool
    let hasException: Bool

    init(_ database: SourceDatabase, _ columns: Set<String>) throws(SourceDatabase.Failure) {
      func column(_ name: String) -> String { columns.contains(name) ? name : "NULL" }
      let schemas = try database.columns(of: "schemas")
      let hasSchemas = columns.contains("schema_id") && !schemas.isEmpty
      let schema =
        hasSchemas ? "(SELECT content FROM schemas WHERE schemas.id = responses.schema_id)" : "NULL"
      response = """
        SELECT model, prompt, \(column("system")), response, \(column("duration_ms")),
          \(column("datetime_utc")), \(column("input_tokens")), \(column("output_tokens")),
          \(column("reasoning")), \(schema)
        FROM responses
        WHERE id = ?1
        """
      conversation =
        try database.columns(of: "conversations").isEmpty
        ? "SELECT NULL WHERE ?1 IS NULL" : "SELECT name FROM conversations WHERE id = ?1"
      hasAttachments = try !database.columns(of: "prompt_attachments").isEmpty
      hasFragments = try !database.columns(of: "prompt_fragments").isEmpty
      hasException = try database.columns(of: "tool_results").contains("exception")
    }
  }

  private struct Row {
    var model: ForeignText?
    var prompt: ForeignText
    var system: ForeignText
    var response: ForeignText
    var reasoning: ForeignText?
    var schema: ForeignText?
    var inputTokens: ForeignCount?
    var outputTokens: ForeignCount?
    var at: Timestamp
    var endedAt: Timestamp
  }

  private func row(_ id: String) throws(SourceDatabase.Failure) -> Row? {
    try database.all(sql.response, [.text(id)]) { columns in
      let model = columns.textIfPresent()
      let prompt = columns.text()
      let system = columns.text()
      let response = columns.text()
      let duration = columns.countIfPresent()
      let at = Timestamp(foreign: columns.wordIfPresent()) ?? Timestamp(ulid: id) ?? .now
      var row = Row(
        model: model, prompt: prompt, system: system, response: response, at: at,
        endedAt: at.plus(milliseconds: duration))
      row.inputTokens = columns.countIfPresent()
      row.outputTokens = columns.countIfPresent()
      row.reasoning = columns.textIfPresent().flatMap { $0.isEmpty ? nil : $0 }
      row.schema = columns.textIfPresent()
      return row
    }.first
  }

  private func fragments(
    _ table: String, of response: String
  ) throws(SourceDatabase.Failure) -> ForeignText {
    guard sql.hasFragments else { return .empty }
    return try database.all(
      """
      SELECT fragments.content
      FROM \(table)
      JOIN fragments ON fragments.id = \(table).fragment_id
      WHERE \(table).response_id = ?1
      ORDER BY \(table)."order"
      """, [.text(response)]
    ) { $0.text() }.joinedByLine
  }

  private func attachments(
    of response: String
  ) throws(SourceDatabase.Failure) -> [HistoryNotes.Attachment]? {
    guard sql.hasAttachments else { return nil }
    let found = try database.all(
      """
      SELECT attachments.type, attachments.path, attachments.url, attachments.id
      FROM prompt_attachments
      JOIN attachments ON attachments.id = prompt_attachments.attachment_id
      WHERE prompt_attachments.response_id = ?1
      ORDER BY prompt_attachments."order"
      """, [.text(response)], read: HistoryNotes.Attachment.init)
    return found.isEmpty ? nil : found
  }

  private func calls(
    of response: String
  ) throws(SourceDatabase.Failure) -> [HistoryNotes.ToolCall] {
    var calls: [HistoryNotes.ToolCall] = []
    for row in toolCalls[response] ?? [] {
      calls += try database.all(
        "SELECT tool_call_id, name, arguments FROM tool_calls WHERE rowid = ?1", [.integer(row)]
      ) {
        HistoryNotes.ToolCall(
          id: $0.textIfPresent(), name: $0.textIfPresent(), arguments: $0.textIfPresent())
      }
    }
    return calls
  }

  private func results(
    of response: String
  ) throws(SourceDatabase.Failure) -> [HistoryNotes.ToolResult] {
    var results: [HistoryNotes.ToolResult] = []
    for row in toolResults[response] ?? [] {
      let exception = sql.hasException ? "exception" : "NULL"
      results += try database.all(
        """
        SELECT tool_call_id, name, output, \(exception)
        FROM tool_results
        WHERE rowid = ?1
        """, [.integer(row)]
      ) {
        HistoryNotes.ToolResult(
          id: $0.textIfPresent(), name: $0.textIfPresent(), output: $0.textIfPresent(),
          exception: $0.textIfPresent())
      }
    }
    return results
  }

  private static func rows(
    of table: String, _ database: SourceDatabase
  ) throws(SourceDatabase.Failure) -> [String: [Int64]] {
    var rows: [String: [Int64]] = [:]
    guard try database.columns(of: table).contains("response_id") else { return rows }
    try database.each(
      "SELECT rowid, substr(response_id, 1, 201) FROM \(table) ORDER BY rowid", of: .table
    ) {
      let row = $0.row()
      rows[$0.word(), default: []].append(row)
    }
    return rows
  }
}

extension HistoryNotes.Attachment {
  /// type, path, url, id
  init(_ columns: inout SourceColumns) {
    self.init(
      type: columns.textIfPresent(), path: columns.textIfPresent(), url: columns.textIfPresent(),
      id: columns.textIfPresent())
  }
}

extension [ForeignText] {
  /// The texts that are not empty, joined by line ends.
  fileprivate var joinedByLine: ForeignText { ForeignText(joining: self, separator: "\n") }
}
