import JSON

/// Turns the chunks of one chat completion into text, reasoning and an end.
struct ChunkReader: AnswerReader {
  static let missingEnd = "neither finish_reason nor [DONE] was received"

  var answer: HeardAnswer

  mutating func hearDone() {
    answer.isDone = true
  }

  mutating func read(
    whole body: [UInt8], fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    let roots = try Self.documents(whole: body, fault: fault)
    for root in roots { try read(root, event: "", fault: fault, emit: emit) }
    // Nothing can follow a whole answer, so it is complete without a finish_reason, too.
    answer.isDone = roots.contains { $0["choices"]?.kind == .array }
  }

  mutating func read(
    _ root: Value, event _: String, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    if let error = ErrorBody(frame: root) { throw fault(error) }
    answer.note(model: root["model"]?.string)
    if let counted = root["usage"], counted.kind == .object { answer.usage = Usage(chunk: counted) }
    guard let choices = root["choices"] else {
      if !answer.hasAnswerPart, let said = ErrorBody(remark: root)?.message { answer.remark = said }
      return
    }
    for choice in choices.elements where (choice["index"]?.integer ?? 0) == 0 {
      answer.hasAnswerPart = true
      for said in [choice["delta"], choice["message"]] {
        if let said, said.kind == .object { hear(said, emit: emit) }
      }
      // Completions without a conversation have their text here.
      if choice["delta"] == nil, choice["message"] == nil {
        answer.speech.answer(choice["text"]?.string ?? "", emit: emit)
      }
      if let error = choice["error"], error.kind == .object, error.count > 0 {
        throw fault(ErrorBody(value: error))
      }
      if let reason = choice["finish_reason"]?.string, !reason.isEmpty {
        note(end: reason, native: choice["native_finish_reason"]?.string)
      }
    }
  }
}

extension ChunkReader {
  /// Notes the finish reason, and that of the provider behind a gateway: if one of them means a
  /// failure, the answer failed.
  private mutating func note(end reason: String, native: String?) {
    let finish = FinishReason(reason)
    let native = native.flatMap { $0.isEmpty || $0 == reason ? nil : $0 }
    if finish.failure == nil, let native, FinishReason(native).failure != nil {
      (answer.finishReason, answer.finishDetail) = (FinishReason(native), nil)
    } else {
      (answer.finishReason, answer.finishDetail) = (finish, native.map(Words.word))
    }
  }

  /// Reads one delta, or a whole message.
  private mutating func hear(_ said: Value, emit: Emit) {
    let names = ["reasoning_content", "reasoning", "thinking"]
    let thought = names.lazy.compactMap { said[$0].map(Self.voice) }.first { !$0.isEmpty }
    if let thought {
      answer.speech.reason(thought, emit: emit)
    } else if let details = said["reasoning_details"] {
      // Where both members are present, they have the same content.
      for part in details.elements { answer.speech.reason(Self.thought(part), emit: emit) }
    }
    for content in [said["content"], said["refusal"]] { hear(content: content, emit: emit) }
    if let calls = said["tool_calls"] {
      for call in calls.elements { note(tool: call["function"]?["name"]?.string) }
    }
    if let call = said["function_call"], call.kind == .object { note(tool: call["name"]?.string) }
  }

  /// Reads a string, or parts, each of which is text or reasoning.
  private mutating func hear(content: Value?, emit: Emit) {
    guard let content else { return }
    switch content.kind {
    case .string: answer.speech.answer(content.string ?? "", emit: emit)
    case .array:
      for part in content.elements {
        if Self.isThought(part) {
          answer.speech.reason(Self.thought(part), emit: emit)
        } else {
          answer.speech.answer(part.string ?? part["text"]?.string ?? "", emit: emit)
        }
      }
    case .null, .bool, .number, .object: break
    }
  }

  /// The text of a member named after reasoning: a string, or an object or a list of parts.
  private static func voice(_ value: Value) -> String {
    switch value.kind {
    case .string: value.string ?? ""
    case .object: thought(value)
    case .array: value.elements.reduce(into: "") { $0 += $1.string ?? thought($1) }
    case .null, .bool, .number: ""
    }
  }

  private static func isThought(_ part: Value) -> Bool {
    let type = part["type"]?.string ?? ""
    return type.hasPrefix("thinking") || type.hasPrefix("reasoning")
  }

  /// The text of a part: a string, or a list of parts, under the name of its kind.
  private static func thought(_ part: Value) -> String {
    for name in ["thinking", "reasoning", "text", "summary", "content"] {
      guard let said = part[name] else { continue }
      if let text = said.string { return text }
      guard said.kind == .array else { continue }
      return said.elements.reduce(into: "") { $0 += $1.string ?? $1["text"]?.string ?? "" }
    }
    return ""
  }

  /// Notes the name of a called tool; later pieces of a call have none.
  private mutating func note(tool name: String?) {
    if let name, !name.isEmpty { answer.note(tool: name) }
  }
}

extension Usage {
  /// Reads the `usage` object of a chunk.
  init(chunk value: Value) {
    self.init(
      value, prompt: "prompt_tokens", completion: "completion_tokens",
      details: "completion_tokens_details")
  }

  /// A member that is not a count is ignored; a missing total is the sum.
  init(_ value: Value, prompt: String, completion: String, details: String) {
    let (sent, made) = (value[prompt]?.foreignCount, value[completion]?.foreignCount)
    let both = sent.flatMap { sent in made.map { sent + $0 } }
    promptTokens = sent?.number
    completionTokens = made?.number
    totalTokens = (value["total_tokens"]?.foreignCount ?? both)?.number
    reasoningTokens = value[details]?["reasoning_tokens"]?.foreignCount?.number
  }
}
