// What an answer that came whole, and is none, has failed by.
extension Failure {
  /// An answer whose finish reason means a failure. `detail` is what the provider put beside it.
  init(_ reason: FinishReason, meaning kind: Class, detail: String?, request: String) {
    let beside = detail.map { ", \($0)" } ?? ""
    self.init(
      kind,
      "\(request) reported in its answer that it failed: finish_reason \(reason.word)\(beside).",
      code: detail ?? reason.word, retryable: [.rateLimit, .server, .timeout].contains(kind))
  }

  /// An answer that ended without a word: what came instead, and what may help.
  init(wordless answer: HeardAnswer, ending reason: String, request: String) {
    let tools = answer.calledTools
    let remark = answer.remark.map { "; it said: \($0)" } ?? ""
    let hasThought = answer.speech.hasReasoned
    let said: String
    var kind = Class.protocol
    if !tools.isEmpty {
      said =
        "it called a tool that was not offered to it (\(tools.joined(separator: ", "))). "
        + "Ask again, or another model"
    } else if reason == FinishReason.contentFilter {
      kind = .contentFilter
      said = "the provider's content filter withheld all of it. Ask in other words"
    } else if reason == FinishReason.length || reason == FinishReason.outputLimit {
      said =
        hasThought
        ? "it thought until its limit of tokens was reached. Raise maxTokens, or lower "
          + "reasoningEffort"
        : "its limit of tokens was reached before the first word. Raise maxTokens, or shorten the "
          + "thread"
    } else if hasThought {
      said = "it only thought (finish_reason \(reason)). Ask again, or lower reasoningEffort"
    } else if !answer.hasAnswerPart {
      said =
        remark.isEmpty
        ? "\(request) ended its answer without a choice. Ask again, or another model"
        : "\(request) ended its answer without a choice\(remark)"
    } else {
      said = "no word came before the end (finish_reason \(reason)). Ask again, or another model"
    }
    let end = said.hasSuffix(".") ? "" : "."
    self.init(kind, "The model answered nothing: \(said)\(end)", code: "noAnswer")
  }
}
