/// The earlier reasoning that one request sends back to a model.
struct ReasoningMemory {
  /// The reasoning for each message; `nil` while none is sent back.
  private var thoughts: [String?]?
  /// Whether the request was refused once because of reasoning in its history, or because it was
  /// missing.
  private var hasTurned = false

  var isSent: Bool { thoughts != nil }

  mutating func send(_ thoughts: [String?]) {
    self.thoughts = thoughts
  }

  /// The request with its reasoning. A provider that expects it expects it in every answer.
  func completed(_ request: ChatRequest) -> ChatRequest {
    guard let thoughts else { return request }
    var request = request
    for index in request.messages.indices where request.messages[index].role == .assistant {
      let thought = thoughts.indices.contains(index) ? thoughts[index] : nil
      request.messages[index].reasoning = thought ?? ""
    }
    return request
  }

  /// Whether `failure` is about the reasoning, so that one more attempt the other way may succeed;
  /// the reasoning to send is then dropped. Once for each request, and never against a setting.
  mutating func turns(after failure: Failure, of provider: Provider) -> Bool {
    guard provider.quirks.reasoningInHistory == .automatic, !hasTurned,
      Habits.isAboutReasoning(failure)
    else { return false }
    hasTurned = true
    thoughts = nil
    return true
  }
}
