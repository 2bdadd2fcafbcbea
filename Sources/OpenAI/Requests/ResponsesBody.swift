import JSON

/// Writes a request for the Responses API.
///
/// The provider stores nothing of it (`store` is false unless `extra` says otherwise), so the whole
/// conversation is sent with each request.
struct ResponsesBody: RequestBody {
  /// The last three would continue a conversation that the provider stores, or make it answer
  /// later.
  static let reserved: Set = [
    "model", "messages", "stream", "input", "instructions",
    "previous_response_id", "conversation", "background",
  ]

  let request: ChatRequest
}

extension ResponsesBody {
  private struct Item: Encodable {
    struct Part: Encodable {
      let type: String
      let text: String
    }

    let type = "message"
    let role: String
    let content: [Part]
  }

  func members() throws -> [String: RawJSON] {
    let options = request.options
    if let misfit = options.misfit(for: .responses) {
      throw Failure(
        .badRequest, "\(misfit.member): expected \(misfit.expected).", param: misfit.member)
    }
    var members = [
      "model": try RawJSON(encoding: request.model),
      "input": try RawJSON(encoding: input),
      "stream": RawJSON(trusting: "true"),
      "store": RawJSON(trusting: "false"),
    ]
    members["instructions"] = try request.system.map { try RawJSON(encoding: $0) }
    members["temperature"] = try options.temperature.map { try RawJSON(encoding: $0) }
    members["top_p"] = try options.topP.map { try RawJSON(encoding: $0) }
    members["max_output_tokens"] = try options.maxTokens.map { try RawJSON(encoding: $0) }
    members["reasoning"] = try options.reasoningEffort.map {
      RawJSON(object: ["effort": try RawJSON(encoding: $0)])
    }
    members["text"] = try options.responseFormat.map {
      RawJSON(object: ["format": try Self.format($0)])
    }
    for (name, value) in try extra() { members[name] = try Self.merged(value, over: members[name]) }
    return members
  }

  /// A model's messages are output, all others are input: servers insist on the difference.
  private var input: [Item] {
    request.messages.filter { $0.role != .system }.map { message in
      let type = message.role == .assistant ? "output_text" : "input_text"
      return Item(
        role: message.role.rawValue, content: [Item.Part(type: type, text: message.content)])
    }
  }

  /// `response_format` of chat completions, without the object around its JSON schema.
  private static func format(_ format: RawJSON) throws -> RawJSON {
    let root = try format.value()
    guard let schema = root["json_schema"], schema.kind == .object else { return format }
    return try members(schema, and: ["type": RawJSON(encoding: "json_schema")])
  }

  /// `extra` comes first, merged member by member where both are objects, so that a summary can be
  /// requested beside `reasoningEffort`.
  private static func merged(_ extra: RawJSON, over ours: RawJSON?) throws -> RawJSON {
    guard let ours, ours.isObject, extra.isObject else { return extra }
    var rest: [String: RawJSON] = [:]
    for (name, value) in try ours.value().members { rest[name] = RawJSON(trusting: value) }
    return try members(extra.value(), and: rest)
  }

  private static func members(_ object: Value, and rest: [String: RawJSON]) -> RawJSON {
    var members = rest
    for (name, value) in object.members { members[name] = RawJSON(trusting: value) }
    return RawJSON(object: members)
  }
}
