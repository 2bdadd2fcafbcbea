import JSON

/// Writes a request for chat completions, as one provider expects it.
struct ChatBody: RequestBody {
  static let reserved: Set = ["model", "messages", "stream"]

  let request: ChatRequest
  let quirks: Quirks
  /// Whether the endpoint is one of OpenAI's own hosts.
  let isOpenAI: Bool
  /// False after the provider has refused `stream_options`.
  let asksForUsage: Bool
}

extension ChatBody {
  private struct Message: Encodable {
    let role: String
    let content: String
    var reasoning: String?

    private enum CodingKeys: String, CodingKey {
      case role, content
      case reasoning = "reasoning_content"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(role, forKey: .role)
      try container.encode(content, forKey: .content)
      // A server that does not support it may also refuse a null.
      if let reasoning { try container.encode(reasoning, forKey: .reasoning) }
    }
  }

  func members() throws -> [String: RawJSON] {
    let options = request.options
    var members = [
      "model": try RawJSON(encoding: request.model),
      "messages": try RawJSON(encoding: messages),
      "stream": RawJSON(trusting: "true"),
    ]
    if asksForUsage {
      members["stream_options"] = RawJSON(trusting: #"{"include_usage":true}"#)
    }
    members["temperature"] = try options.temperature.map { try RawJSON(encoding: $0) }
    members["top_p"] = try options.topP.map { try RawJSON(encoding: $0) }
    members[tokenLimit] = try options.maxTokens.map { try RawJSON(encoding: $0) }
    members["stop"] = try options.stop.map { try RawJSON(encoding: $0) }
    members["seed"] = try options.seed.map { try RawJSON(encoding: $0) }
    members["reasoning_effort"] = try options.reasoningEffort.map { try RawJSON(encoding: $0) }
    members["response_format"] = options.responseFormat
    for (name, value) in try extra() { members[name] = value }
    return members
  }

  /// The messages. Many chat templates accept only one system message, as the first.
  private var messages: [Message] {
    let rest = request.messages.filter { $0.role != .system }.map {
      Message(role: $0.role.rawValue, content: $0.content, reasoning: $0.reasoning)
    }
    guard let system = request.system else { return rest }
    return [Message(role: instructions, content: system)] + rest
  }

  private var instructions: String {
    switch quirks.instructions {
    case .system: "system"
    case .developer: "developer"
    case .automatic: isOpenAI && Self.reasons(request.model) ? "developer" : "system"
    }
  }

  private var tokenLimit: String {
    switch quirks.tokenLimit {
    case .maxTokens: "max_tokens"
    case .maxCompletionTokens: "max_completion_tokens"
    case .automatic: isOpenAI ? "max_completion_tokens" : "max_tokens"
    }
  }

  /// Whether a model is one of OpenAI's reasoning models by its name: `o1`, `o3-mini`, `gpt-5` and
  /// later, fine-tuned or not.
  private static func reasons(_ model: String) -> Bool {
    let name = model.hasPrefix("ft:") ? model.dropFirst(3) : model[...]
    if name.hasPrefix("gpt-") {
      return (Int(name.dropFirst(4).prefix { $0.isASCII && $0.isNumber }) ?? 0) >= 5
    }
    return name.first == "o" && name.dropFirst().first?.isNumber == true
  }
}
