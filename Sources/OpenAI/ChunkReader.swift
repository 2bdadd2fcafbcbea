import JSON

/// Folds the chunks of one chat completion into what was said and how it ended.
struct ChunkReader {
  typealias Emit = (ModelEvent) -> Void

  /// The provider's word; its empty string and null are none.
  private(set) var finishReason: String?
  private(set) var usage: Usage?
  private(set) var model: String?
  /// `[DONE]` came: nothing after it is read.
  private(set) var isDone = false
  /// Something was emitted, so the request must not be repeated.
  private(set) var hasSpoken = false
  /// More was said than the limit: what fits was emitted, the rest is dropped.
  private(set) var isOverLimit = false

  private var roomBytes: Int
  private var inline = InlineReasoning()

  init(outputLimitBytes: Int = Limits.outputBytes) {
    roomBytes = outputLimitBytes
  }

  /// Takes one event of the stream. `fault` makes a failure of what the provider calls an error.
  mutating func read(
    _ event: ServerSentEvents.Event, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    if isDone || isOverLimit { return }
    let data = event.data.drop { $0 == 0x20 }
    if data.isEmpty { return }
    if data.starts(with: "[DONE]".utf8) {
      isDone = true
      return
    }
    if event.name == "error" { throw fault(ErrorBody(errorEvent: event.data)) }
    guard let root = ErrorBody.document(event.data)?.root else {
      throw Failure(
        .protocol, "The provider sent an event that is not JSON: \(Words.quote(event.data))")
    }
    try read(root, part: "delta", fault: fault, emit: emit)
  }

  /// Takes an answer that came whole: the server did not stream.
  mutating func read(
    whole body: [UInt8], fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    guard let root = ErrorBody.document(body)?.root, root.kind == .object else {
      throw Failure(
        .protocol, "The provider's answer is not a JSON object: \(Words.quote(body))")
    }
    try read(root, part: "message", fault: fault, emit: emit)
    // Nothing can follow, so a finish_reason left out does not make it incomplete.
    isDone = root["choices"]?.kind == .array
  }

  /// Emits what was held back because a tag might have begun there.
  mutating func finish(emit: Emit) {
    for piece in inline.finish() { say(piece, emit: emit) }
  }
}

extension ChunkReader {
  private mutating func read(
    _ root: Value, part: String, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    if let error = ErrorBody(frame: root) { throw fault(error) }
    if let name = root["model"]?.string, !name.isEmpty, model == nil { model = Words.word(name) }
    if let counted = root["usage"], counted.kind == .object { usage = Usage(counted) }
    guard let choices = root["choices"] else { return }
    for choice in choices.elements where (choice["index"]?.integer ?? 0) == 0 {
      if let said = choice[part] {
        let thought = said["reasoning_content"]?.string ?? said["reasoning"]?.string ?? ""
        say(.reasoning(thought), emit: emit)
        for text in [Self.text(said["content"]), Self.text(said["refusal"])] {
          for piece in inline.split(text) { say(piece, emit: emit) }
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

  private mutating func say(_ piece: InlineReasoning.Piece, emit: Emit) {
    switch piece {
    case .text(let text): fit(text) { emit(.text($0)) }
    case .reasoning(let text): fit(text) { emit(.reasoning($0)) }
    }
  }

  private mutating func fit(_ text: String, emit: (String) -> Void) {
    if text.isEmpty || isOverLimit { return }
    let clean = Words.clean(text)
    let count = clean.utf8.count
    isOverLimit = count > roomBytes
    let kept = isOverLimit ? Words.prefix(clean, bytes: roomBytes) : clean
    roomBytes -= kept.utf8.count
    if kept.isEmpty { return }
    hasSpoken = true
    emit(kept)
  }
}

extension Usage {
  /// The `usage` object of a chunk; a negative count is none.
  init(_ value: Value) {
    func count(_ value: Value?) -> Int? { value?.integer.flatMap { $0 < 0 ? nil : $0 } }
    promptTokens = count(value["prompt_tokens"])
    completionTokens = count(value["completion_tokens"])
    totalTokens = count(value["total_tokens"])
    reasoningTokens = count(value["completion_tokens_details"]?["reasoning_tokens"])
    if totalTokens == nil, let promptTokens, let completionTokens {
      totalTokens = promptTokens + completionTokens
    }
  }
}
