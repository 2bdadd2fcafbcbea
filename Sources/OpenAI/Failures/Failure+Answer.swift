// Failures of answers that were received whole.
extension Failure {
  /// An answer whose finish reason means a failure. `detail` is what the provider sent beside it.
  init(_ reason: FinishReason, meaning kind: Class, detail: String?, request: String) {
    let beside = detail.map { ", \($0)" } ?? ""
    self.init(
      kind,
      "\(request) reported in its answer that it failed: finish_reason \(reason.word)\(beside).",
      code: detail ?? reason.word, retryable: [.rateLimit, .server, .timeout].contains(kind))
  }

  /// An answer without text: what was received instead, and what may help.
  init(wordless answer: HeardAnswer, ending reason: String, request: String) {
    let tools = answer.calledTools
    let remark = answer.remark.map { "; the provider said: \($0)" } ?? ""
    let hasThought = answer.speech.hasReasoned
    let said: String
    var kind = Class.protocol
    if !tools.isEmpty {
      said =
        "it called a tool that was not offered (\(tools.joined(separator: ", "))). "
        + "Ask again, or ask another model"
    } else if reason == FinishReason.contentFilter {
      kind = .contentFilter
      said = "the provider's content filter withheld all of it. Rephrase the question"
    } else if reason == FinishReason.length || reason == FinishReason.outputLimit {
      said =
        hasThought
        ? "its reasoning used up the token limit. Raise maxTokens, or lower reasoningEffort"
        : "the token limit was reached before the first word. Raise maxTokens, or shorten the "
          + "thread"
    } else if hasThought {
      said = "it sent only reasoning (finish_reason \(reason)). Ask again, or lower reasoningEffort"
    } else if !answer.hasAnswerPart {
      said =
        remark.isEmpty
        ? "\(request) ended its answer without a choice. Ask again, or ask another model"
        : "\(request) ended its answer without a choice\(remark)"
    } else {
      said = "it ended without text (finish_reason \(reason)). Ask again, or ask another model"
    }
    let end = said.hasSuffix(".") ? "" : "."
    self.init(kind, "The model gave no answer: \(said)\(end)", code: "noAnswer")
  }
}
