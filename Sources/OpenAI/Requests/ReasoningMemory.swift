/// What goes back to a model of what it thought, in one request.
struct ReasoningMemory {
  /// What was thought for each message; nil while nothing goes back.
  private var thoughts: [String?]?
  /// It was refused once for the reasoning in its history, or for want of it.
  private var hasTurned = false

  var isSent: Bool { thoughts != nil }

  mutating func send(_ thoughts: [String?]) {
    self.thoughts = thoughts
  }

  /// The request with its thoughts. Who wants them wants the member with every answer.
  func completed(_ request: ChatRequest) -> ChatRequest {
    guard let thoughts else { return request }
    var request = request
    for index in request.messages.indices where request.messages[index].role == .assistant {
      let thought = thoughts.indices.contains(index) ? thoughts[index] : nil
      request.messages[index].reasoning = thought ?? ""
    }
    return request
  }

  /// Whether `failure` is about the reasoning, so that it is worth asking once more the other way;
  /// what was to be sent is forgotten then. Once a request, and not against a setting.
  mutating func turns(after failure: Failure, of provider: Provider) -> Bool {
    guard provider.quirks.reasoningInHistory == .automatic, !hasTurned,
      Habits.isAboutReasoning(failure)
    else { return false }
    hasTurned = true
    thoughts = nil
    return true
  }
}
