import JSON
import Wire

/// What a message had besides its text; stored in `metadata.importedFrom`.
struct HistoryNotes: Sendable, Encodable {
  struct Attachment: Sendable, Encodable {
    var type: ForeignText?
    var name: ForeignText?
    var path: ForeignText?
    var url: ForeignText?
    var id: ForeignText?
    /// Whether the message's text has its words, behind its name.
    var isQuoted = false

    enum CodingKeys: String, CodingKey {
      case type, name, path, url, id
    }

    /// In a word or two, as it is named in the message's text.
    var word: String { (name ?? type)?.text ?? "attachment" }
  }

  struct ToolCall: Sendable, Encodable {
    var id: ForeignText?
    var name: ForeignText?
    /// As the model wrote them.
    var arguments: ForeignText?
  }

  struct ToolResult: Sendable, Encodable {
    var id: ForeignText?
    var name: ForeignText?
    var output: ForeignText?
    var exception: ForeignText?
  }

  var attachments: [Attachment]?
  var toolCalls: [ToolCall]?
  var toolResults: [ToolResult]?
  var reasoning: ForeignText?
  /// The JSON schema that the answer had to match.
  var schema: ForeignText?
  var model: ForeignText?

  var isEmpty: Bool {
    attachments == nil && toolCalls == nil && toolResults == nil && reasoning == nil
      && schema == nil && model == nil
  }

  /// Appends later notes, in place, so that the cost of many notes is linear.
  mutating func add(_ other: HistoryNotes) {
    Self.append(other.attachments, to: &attachments)
    Self.append(other.toolCalls, to: &toolCalls)
    Self.append(other.toolResults, to: &toolResults)
    Self.append(other.reasoning, to: &reasoning)
    schema = other.schema ?? schema
    model = other.model ?? model
  }

  /// Metadata is cut to its limit in any case, so nothing beyond it is kept here.
  private static func append<T>(_ new: [T]?, to list: inout [T]?) {
    guard let new else { return }
    guard let count = list?.count else {
      list = new
      return
    }
    // The shortest entry is `{}` and a comma.
    if count <= Limits.freeObjectBytes / 3 { list?.append(contentsOf: new) }
  }

  private static func append(_ new: ForeignText?, to text: inout ForeignText?) {
    guard let new else { return }
    guard let before = text else {
      text = new
      return
    }
    if before.text.utf8.count <= Limits.freeObjectBytes {
      text = ForeignText(joining: [before, new], separator: "\n\n")
    }
  }
}

extension HistoryNotes {
  /// How many scalars of each text are kept when the whole is more than a message's metadata can
  /// hold.
  private static let cutLength = 1000

  /// A message's metadata: where it comes from, and these notes.
  func metadata(of message: HistoryMessage, in conversation: HistoryConversation) throws
    -> FreeObject?
  {
    for notes in [self, shortened, HistoryNotes()] {
      let origin = HistoryOrigin(
        source: conversation.source, conversationId: conversation.id, messageId: message.key,
        notes: notes)
      let json = try RawJSON(encoding: [FreeObject.origin: origin], nilMembers: .omitted)
      if let object = FreeObject(json) { return object }
    }
    return nil
  }

  private var shortened: HistoryNotes {
    func short(_ text: ForeignText?) -> ForeignText? { text?.cut(to: Self.cutLength) }
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

/// `metadata.importedFrom` of an imported message.
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
