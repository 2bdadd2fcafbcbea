import JSON

/// Turns the events of one answer of the Responses API into text, reasoning and an end.
///
/// Every event names its kind; other kinds than those read here are ignored. Only
/// `response.completed`, `response.incomplete` and `response.failed` end an answer.
struct ResponsesReader: AnswerReader {
  static let missingEnd =
    "no response.completed, response.incomplete or response.failed was received"

  var answer: HeardAnswer

  mutating func read(
    _ root: Value, event name: String, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    if let error = ErrorBody(frame: root) { throw fault(error) }
    switch root["type"]?.string ?? name {
    case "error": throw fault(ErrorBody(value: root))
    case "response.created", "response.queued", "response.in_progress":
      answer.note(model: root["response"]?["model"]?.string)
    case "response.output_item.added": answer.hasAnswerPart = true
    case "response.output_text.delta", "response.refusal.delta":
      answer.speech.answer(root["delta"]?.string ?? "", emit: emit)
    case "response.reasoning_summary_text.delta", "response.reasoning_text.delta":
      answer.speech.reason(root["delta"]?.string ?? "", emit: emit)
    case "response.reasoning_summary_part.added":
      // Parts are paragraphs, although their texts do not contain the breaks.
      if answer.speech.hasReasoned { answer.speech.reason("\n\n", emit: emit) }
    case "response.completed": try end(root["response"], status: "completed", fault, emit)
    case "response.incomplete": try end(root["response"], status: "incomplete", fault, emit)
    case "response.failed": try end(root["response"], status: "failed", fault, emit)
    default: break
    }
  }

  mutating func read(
    whole body: [UInt8], fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    let roots = try Self.documents(whole: body, fault: fault)
    guard let root = roots.first(where: { $0["output"]?.kind == .array }) else { return }
    try end(root, status: root["status"]?.string ?? "completed", fault, emit)
  }

  mutating func hearDone() throws(Failure) {
    // Waiting for more would end in a timeout, which would be a wrong report.
    throw Failure(.protocol, "The answer ended before it was complete: \(Self.missingEnd).")
  }
}

extension ResponsesReader {
  /// Reads the final response. `status` is the word of the event that ended it.
  private mutating func end(
    _ response: Value?, status: String, _ fault: (ErrorBody) -> Failure, _ emit: Emit
  ) throws(Failure) {
    answer.note(model: response?["model"]?.string)
    if let counted = response?["usage"], counted.kind == .object {
      answer.usage = Usage(
        counted, prompt: "input_tokens", completion: "output_tokens",
        details: "output_tokens_details")
    }
    guard status == "completed" || status == "incomplete" else {
      let error = response?["error"].flatMap { $0.kind == .null ? nil : ErrorBody(value: $0) }
      throw fault(error ?? ErrorBody(unreadable: Array("it ended as \(status)".utf8)))
    }
    sayWhatIsMissing(response?["output"], emit: emit)
    answer.finishReason = FinishReason(Self.finishReason(response, status: status))
    answer.isDone = true
  }

  /// A server that sent no deltas, or did not stream, has the whole answer in its last event.
  private mutating func sayWhatIsMissing(_ output: Value?, emit: Emit) {
    let (hasAnswered, hasReasoned) = (answer.speech.hasAnswered, answer.speech.hasReasoned)
    guard let output, output.kind == .array else { return }
    for item in output.elements {
      answer.hasAnswerPart = true
      switch item["type"]?.string {
      case "reasoning" where !hasReasoned:
        let parts = Self.texts(item["summary"]) + Self.texts(item["content"])
        if answer.speech.hasReasoned, !parts.isEmpty { answer.speech.reason("\n\n", emit: emit) }
        answer.speech.reason(parts.joined(separator: "\n\n"), emit: emit)
      case "message" where !hasAnswered:
        for text in Self.texts(item["content"]) { answer.speech.answer(text, emit: emit) }
      case "function_call", "custom_tool_call":
        answer.note(tool: item["name"]?.string ?? "?")
      default: break
      }
    }
  }

  private static func texts(_ parts: Value?) -> [String] {
    guard let parts, parts.kind == .array else { return [] }
    return parts.elements.compactMap { $0["text"]?.string ?? $0["refusal"]?.string }
  }

  /// In the terms of chat completions, so that a turn's reason does not depend on the interface.
  private static func finishReason(_ response: Value?, status: String) -> String {
    if status == "incomplete" || response?["status"]?.string == "incomplete" {
      let reason = response?["incomplete_details"]?["reason"]?.string ?? ""
      return reason.isEmpty ? "incomplete" : reason
    }
    let callsTools =
      response?["output"]?.elements.contains {
        $0["type"]?.string == "function_call" || $0["type"]?.string == "custom_tool_call"
      } ?? false
    return callsTools ? "tool_calls" : "stop"
  }
}
