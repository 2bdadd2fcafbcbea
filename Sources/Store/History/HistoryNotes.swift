import JSON
import Wire

/// What a message had besides its text; it goes into `metadata.importedFrom`.
struct HistoryNotes: Sendable, Encodable {
  struct Attachment: Sendable, Encodable {
    var type: String?
    var name: String?
    var path: String?
    var url: String?
    var id: String?

    /// In one word, for a message that has no others.
    var word: String { type ?? name ?? "attachment" }
  }

  struct ToolCall: Sendable, Encodable {
    var id: String?
    var name: String?
    /// As the model wrote them.
    var arguments: String?
  }

  struct ToolResult: Sendable, Encodable {
    var id: String?
    var name: String?
    var output: String?
    var exception: String?
  }

  var attachments: [Attachment]?
  var toolCalls: [ToolCall]?
  var toolResults: [ToolResult]?
  var reasoning: String?
  /// The JSON schema that the answer had to follow.
  var schema: String?
  var model: String?

  var isEmpty: Bool {
    attachments == nil && toolCalls == nil && toolResults == nil && reasoning == nil
      && schema == nil && model == nil
  }

  mutating func add(_ other: HistoryNotes) {
    attachments = joined(attachments, other.attachments)
    toolCalls = joined(toolCalls, other.toolCalls)
    toolResults = joined(toolResults, other.toolResults)
    reasoning = [reasoning, other.reasoning].compactMap { $0 }.joinedOrNil("\n\n")
    schema = other.schema ?? schema
    model = other.model ?? model
  }

  private func joined<T>(_ one: [T]?, _ other: [T]?) -> [T]? {
    one == nil && other == nil ? nil : (one ?? []) + (other ?? [])
  }
}

extension HistoryNotes {
  /// How many scalars of each text are kept when all of it is more than a message's metadata holds.
  private static let cutLength = 1000

  /// A message's metadata: where it comes from, and these.
  func metadata(of message: HistoryMessage, in conversation: HistoryConversation) throws
    -> FreeObject?
  {
    for notes in [self, shortened, HistoryNotes()] {
      let origin = HistoryOrigin(
        source: conversation.source, conversationId: conversation.id, messageId: message.key,
        notes: notes)
      let json = try RawJSON(encoding: ["importedFrom": origin], nilMembers: .omitted)
      if let object = FreeObject(json) { return object }
    }
    return nil
  }

  private var shortened: HistoryNotes {
    func short(_ text: String?) -> String? { text?.cut(to: Self.cutLength) }
    var notes = self
    notes.toolCalls = toolCalls?.prefix(16).map {
      ToolCall(id: short($0.id), name: short($0.name), arguments: short($0.arguments))
    }
    notes.toolResults = toolResults?.prefix(16).map {
      ToolResult(
        id: short($0.id), name: short($0.name), output: short($0.output),
        exception: short($0.exception))
    }
    notes.attachments = attachments.map { Array($0.prefix(16)) }
    notes.reasoning = short(reasoning)
    notes.schema = short(schema)
    return notes
  }
}

/// `metadata.importedFrom` of a message that came from a history.
private struct HistoryOrigin: Encodable {
  let source: HistorySource
  let conversationId: String
  let messageId: String
  let notes: HistoryNotes

  enum CodingKeys: String, CodingKey {
    case source, conversationId, messageId
    case attachments, toolCalls, toolResults, reasoning, schema, model
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source, forKey: .source)
    try container.encode(conversationId, forKey: .conversationId)
    try container.encode(messageId, forKey: .messageId)
    try container.encodeIfPresent(notes.attachments, forKey: .attachments)
    try container.encodeIfPresent(notes.toolCalls, forKey: .toolCalls)
    try container.encodeIfPresent(notes.toolResults, forKey: .toolResults)
    try container.encodeIfPresent(notes.reasoning, forKey: .reasoning)
    try container.encodeIfPresent(notes.schema, forKey: .schema)
    try container.encodeIfPresent(notes.model, forKey: .model)
  }
}

extension [String] {
  fileprivate func joinedOrNil(_ separator: String) -> String? {
    isEmpty ? nil : joined(separator: separator)
  }
}
