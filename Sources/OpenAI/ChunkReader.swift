import JSON

/// Folds the chunks of one chat completion into what was said and how it ended.
struct ChunkReader: AnswerReader {
  static let missingEnd = "neither finish_reason nor [DONE] came"

  /// The provider's word; its empty string and null are none.
  private(set) var finishReason: String?
  private(set) var usage: Usage?
  private(set) var model: String?
  /// `[DONE]` came.
  private(set) var isDone = false
  private(set) var speech: Speech

  init(outputLimitBytes: Int = Limits.outputBytes) {
    speech = Speech(limitBytes: outputLimitBytes)
  }

  mutating func read(
    _ event: ServerSentEvents.Event, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    if isDone || speech.isOverLimit { return }
    let data = event.data.drop { $0 == 0x20 }
    if data.isEmpty { return }
    if data.starts(with: "[DONE]".utf8) {
      isDone = true
      return
    }
    if event.name == "error" { throw fault(ErrorBody(errorEvent: event.data)) }
    try read(try Self.document(event), part: "delta", fault: fault, emit: emit)
  }

  mutating func read(
    whole body: [UInt8], fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    let root = try Self.document(whole: body)
    try read(root, part: "message", fault: fault, emit: emit)
    // Nothing can follow, so a finish_reason left out does not make it incomplete.
    isDone = root["choices"]?.kind == .array
  }

  mutating func finish(emit: Emit) {
    speech.finish(emit: emit)
  }
}

extension ChunkReader {
  private mutating func read(
    _ root: Value, part: String, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    if let error = ErrorBody(frame: root) { throw fault(error) }
    if let name = root["model"]?.string, !name.isEmpty, model == nil { model = Words.word(name) }
    if let counted = root["usage"], counted.kind == .object { usage = Usage(chunk: counted) }
    guard let choices = root["choices"] else { return }
    for choice in choices.elements where (choice["index"]?.integer ?? 0) == 0 {
      if let said = choice[part] {
        let thought = said["reasoning_content"]?.string ?? said["reasoning"]?.string ?? ""
        speech.reason(thought, emit: emit)
        for text in [Self.text(said["content"]), Self.text(said["refusal"])] {
          speech.answer(text, emit: emit)
        }
      }
      if let reason = choice["finish_reason"]?.string, !reason.isEmpty {
        finishReason = Words.word(reason)
      }
    }
  }

  /// A string, or the texts of an array of parts.
  private static func text(_ content: Value?) -> String {
    guard let content else { return "" }
    switch content.kind {
    case .string: return content.string ?? ""
    case .array:
      return content.elements.reduce(into: "") { text, part in
        text += part.string ?? part["text"]?.string ?? ""
      }
    case .null, .bool, .number, .object: return ""
    }
  }
}

extension Usage {
  /// The `usage` object of a chunk.
  init(chunk value: Value) {
    self.init(
      value, prompt: "prompt_tokens", completion: "completion_tokens",
      details: "completion_tokens_details")
  }

  /// What is no count was not said; a total that was left out is the sum.
  init(_ value: Value, prompt: String, completion: String, details: String) {
    let (sent, made) = (value[prompt]?.foreignCount, value[completion]?.foreignCount)
    let both = sent.flatMap { sent in made.map { sent + $0 } }
    promptTokens = sent?.number
    completionTokens = made?.number
    totalTokens = (value["total_tokens"]?.foreignCount ?? both)?.number
    reasoningTokens = value[details]?["reasoning_tokens"]?.foreignCount?.number
  }
}
