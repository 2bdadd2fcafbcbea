/// What has come of an answer so far, in the words of chat completions, whichever interface spoke.
struct HeardAnswer {
  /// How many names of tools are kept for a message.
  private static let toolNames = 3

  /// The provider's finish reason; an empty string and null count as none.
  var finishReason: FinishReason?
  /// Details that the provider sent beside the finish reason.
  var finishDetail: String?
  /// A sentence that was received where an answer should have begun.
  var remark: String?
  var usage: Usage?
  private(set) var model: String?
  /// The stream has announced its end: nothing after it is read.
  var isDone = false
  var speech: Speech
  /// Whether some part that may contain an answer was received, even an empty one.
  var hasAnswerPart = false
  /// The names of the tools that the model called, a few at most. No tool is ever offered to it.
  private(set) var calledTools: [String] = []

  init(outputLimitBytes: Int = Limits.outputBytes, expectsThought: Bool = false) {
    speech = Speech(limitBytes: outputLimitBytes, expectsThought: expectsThought)
  }

  /// The first name that the provider gives the model is the one that counts.
  mutating func note(model name: String?) {
    guard model == nil, let name, !name.isEmpty else { return }
    model = Words.word(name)
  }

  mutating func note(tool name: String) {
    guard calledTools.count < Self.toolNames else { return }
    calledTools.append(Words.word(name))
  }
}
