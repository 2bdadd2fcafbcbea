/// What has come of an answer so far, in the words of chat completions, whichever interface spoke.
struct HeardAnswer {
  /// How many names of tools are kept, for a message.
  private static let toolNames = 3

  /// The provider's word; its empty string and null are none.
  var finishReason: FinishReason?
  /// What stood beside the finish reason and says more of it.
  var finishDetail: String?
  /// A sentence that came where an answer should have begun.
  var remark: String?
  var usage: Usage?
  private(set) var model: String?
  /// The stream has said that it ends: nothing after it is read.
  var isDone = false
  var speech: Speech
  /// Some part that an answer may stand in has come, be it empty.
  var hasAnswerPart = false
  /// The tools that it wants called, by name, at most a few. None is ever offered.
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
